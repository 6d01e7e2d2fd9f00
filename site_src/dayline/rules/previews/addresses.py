"""Addresses that only their author can open, or that give the author away."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, urlsplit

from dayline.rules.previews.finding import Finding

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|]{1,2000}")
_OWN_HOST = re.compile(r"(?:.*\.)?localhost\.?")
_OFFICE = re.compile(r"[^.:]+|.*\.(?:local|lan|home|corp|internal|intranet|home\.arpa)\.?")
_EDITED = re.compile(r"/(?:document|spreadsheets|presentation|forms)/(?:u/\d+/)?d/[^/]+/edit\b")
_MAILBOX = re.compile(
    r"mail\.google\.com|outlook\.(?:office|office365|live)\.com|web\.(?:whatsapp|telegram)\.(?:com|org)"
)
_CARRIERS = {
    re.compile(r".*\.safelinks\.protection\.outlook\.com"): "url", re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"): "q",
    re.compile(r"lm?\.facebook\.com"): "u",
}  # fmt: skip


def in_addresses(text: str) -> Iterator[Finding]:
    """Addresses in a text that readers should not be sent to."""
    for match in _ADDRESS.finditer(text) if "://" in text else ():
        address = match[0].rstrip(".,;:!?")
        if wrong := about(address):
            yield Finding(match.start(), address, *wrong)


def about(address: str) -> tuple[str, str] | None:
    """What is wrong with an address for readers, and what helps."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if not host:
        return None
    return _local(host) or _private(parts, host) or _carrier(parts, host)


def _local(host: str) -> tuple[str, str] | None:
    try:
        ip = ip_address(host)
    except ValueError:
        own, office = bool(_OWN_HOST.fullmatch(host)), bool(_OFFICE.fullmatch(host))
    else:
        own, office = ip.is_loopback or ip.is_unspecified, ip.is_private or ip.is_link_local
    if own:
        message = "only your computer can open this address"
        return (
            message,
            "write the address at which readers find it; for a page of this site, one such as `day:2022-03-14`",
        )
    if office:
        message = "only computers in your network can open this address"
        return message, "write the address at which readers find it, or take it out"
    return None


def _private(parts: SplitResult, host: str) -> tuple[str, str] | None:
    if host == "docs.google.com" and _EDITED.match(parts.path):
        help = "in Google, choose File, Share, Publish to web, and write the address that it gives"
        return "this is where the document is edited: readers are refused, or can change it", help
    if _MAILBOX.fullmatch(host):
        return (
            "only you can open this address: it leads into your messages",
            "write the address of what the message is about",
        )
    return None


def _carrier(parts: SplitResult, host: str) -> tuple[str, str] | None:
    """An address that leads on to another, and keeps who was sent it or who follows it."""
    name = next((name for hosts, name in _CARRIERS.items() if hosts.fullmatch(host)), "")
    behind = parse_qs(parts.query).get(name, [""])[0] if name else ""
    if not re.fullmatch(r"https?://[^\s`<>()]+", behind):
        return None
    message = "this address only leads on to another, and can say whose e-mail or search it is from"
    return message, f"write `{behind}`"
