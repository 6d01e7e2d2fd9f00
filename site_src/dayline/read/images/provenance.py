"""The issuer that a C2PA manifest names, without verifying it (C2PA 2.1; RFC 8152, RFC 5280)."""

import re
from collections.abc import Iterator

LONGEST = 100
_CHAIN = re.compile(rb"(?:\x18\x21|\x67x5chain)[\x81-\x97]?\x59(..)", re.DOTALL)  # certificates, the signer's first
_GENERATOR = re.compile(rb"\x6fclaim_generator([\x60-\x77]|\x78.)", re.DOTALL)
_SUBJECT = 5  # its index in a certificate, after version, serial number, algorithm, issuer and validity
_ORGANISATION, _NAME = b"\x55\x04\x0a", b"\x55\x04\x03"


def issuer(store: bytes) -> str:
    """The organisation or name that signed the newest manifest, or else the program that created it, or nothing."""
    return _plain(_signer(store) or _generator(store))


def _signer(store: bytes) -> str:
    chains = list(_CHAIN.finditer(store))
    if not chains:
        return ""
    start = chains[-1].end()
    certificate = store[start : start + int.from_bytes(chains[-1][1])]
    try:
        fields = list(_values(_first(_first(certificate))))
        subject = dict(_name_parts(fields[_SUBJECT][1]))
    except (IndexError, ValueError):
        return ""
    return subject.get(_ORGANISATION) or subject.get(_NAME, "")


def _generator(store: bytes) -> str:
    generators = list(_GENERATOR.finditer(store))
    if not generators:
        return ""
    head, start = generators[-1][1], generators[-1].end()
    size = head[1] if len(head) > 1 else head[0] - 0x60
    return store[start : start + size].decode("utf-8", "replace")


def _name_parts(name: bytes) -> Iterator[tuple[bytes, str]]:
    """The parts of a distinguished name, each with its object identifier."""
    for _, parts in _values(name):
        for _, part in _values(parts):
            (_, kind), (tag, text) = _values(part)
            yield kind, text.decode("utf-16-be" if tag == 0x1E else "utf-8", "replace")


def _first(data: bytes) -> bytes:
    return next(_values(data), (0, b""))[1]


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The tags and contents of DER values; raises IndexError or ValueError for invalid data."""
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
    """The text on one line, without characters of markup or terminal control."""
    return "".join(letter for letter in text if letter.isprintable() and letter not in "<>`{}[]")[:LONGEST].strip()
