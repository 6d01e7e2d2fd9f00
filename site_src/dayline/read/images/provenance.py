"""Who a C2PA manifest is by, as far as it can be read without checking anything (C2PA 2.1; RFC 8152, RFC 5280)."""

import re
from collections.abc import Iterator

LONGEST = 100
_CHAIN = re.compile(rb"(?:\x18\x21|\x67x5chain)[\x81-\x97]?\x59(..)", re.DOTALL)  # certificates, the signer's first
_GENERATOR = re.compile(rb"\x6fclaim_generator([\x60-\x77]|\x78.)", re.DOTALL)
_SUBJECT = 5  # values before it in a certificate that says its version: version, number, algorithm, issuer, validity
_ORGANISATION, _NAME = b"\x55\x04\x0a", b"\x55\x04\x03"


def issuer(store: bytes) -> str:
    """The organisation or name of who signed the newest manifest, else the program that made it, else nothing."""
    return _plain(_signer(store) or _generator(store))


def _signer(store: bytes) -> str:
    chains = list(_CHAIN.finditer(store))
    if not chains:
        return ""
    start = chains[-1].end()
    certificate = store[start : start + int.from_bytes(chains[-1][1])]
    try:
        about = list(_values(_first(_first(certificate))))
        subject = dict(_named(about[_SUBJECT][1]))
    except (IndexError, ValueError):
        return ""
    return subject.get(_ORGANISATION) or subject.get(_NAME, "")


def _generator(store: bytes) -> str:
    found = list(_GENERATOR.finditer(store))
    if not found:
        return ""
    head, start = found[-1][1], found[-1].end()
    size = head[1] if len(head) > 1 else head[0] - 0x60
    return store[start : start + size].decode("utf-8", "replace")


def _named(name: bytes) -> Iterator[tuple[bytes, str]]:
    """The parts of a distinguished name, by the bytes of their kinds."""
    for _, parts in _values(name):
        for _, part in _values(parts):
            (_, kind), (tag, text) = _values(part)
            yield kind, text.decode("utf-16-be" if tag == 0x1E else "utf-8", "replace")


def _first(data: bytes) -> bytes:
    return next(_values(data), (0, b""))[1]


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The tags and contents of values in DER; raises IndexError or ValueError for what is none."""
    at = 0
    while at < len(data):
        tag, size, at = data[at], data[at + 1], at + 2
        if size >= 0x80:
            size, at = int.from_bytes(data[at : at + size - 0x80]), at + size - 0x80
        if at + size > len(data):
            raise ValueError
        yield tag, data[at : at + size]
        at += size


def _plain(text: str) -> str:
    """The text on a line, without what could be markup or steer a terminal."""
    return "".join(letter for letter in text if letter.isprintable() and letter not in "<>`{}[]")[:LONGEST].strip()
