"""How `dayline serve` shows a page: with the reload script and, after a failed build, a banner with the problems."""

import re
from dataclasses import dataclass
from html import escape, unescape

_META = re.compile(r"<meta\b[^>]*http-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_EMPTY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head><body></body></html>"""
_BANNER = """<aside id="dayline-problems" role="alert" lang="en" dir="ltr">
<button type="button">Hide</button><strong>{title}</strong>
<pre tabindex="0">{messages}</pre></aside>"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a build: `messages` for the browser if it failed, `summary` for the terminal."""

    ok: bool
    messages: str
    summary: str


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request for a page: its path, the host as the browser names it, and the id of the latest build."""

    path: str
    host: str
    build: str


def preview_page(page: bytes, outcome: Outcome, asked: PageRequest) -> bytes:
    """The page with the reload script, and with the problems if the last build failed."""
    text = page.decode("utf-8", "surrogateescape")
    if not outcome.ok:
        text = _with_banner(
            text, "The last build failed. This page is from the last successful build.", outcome.messages
        )
    return _with_reload_script(text, asked)


def error_page(outcome: Outcome, asked: PageRequest) -> bytes:
    """A page for an address without one: the problems if the build failed, otherwise "not found"."""
    if outcome.ok:
        text = _with_banner(_EMPTY.format(title="Not found"), "There is no page at this address.", "")
    else:
        text = _with_banner(_EMPTY.format(title="The build failed"), "The build failed.", outcome.messages)
    return _with_reload_script(text, asked)


def extended_policy(policy: str, host: str) -> str:
    """A Content-Security-Policy that also allows the reload script, its websocket and the banner's style sheet."""
    directives: dict[str, list[str]] = {}
    for part in filter(None, map(str.split, policy.split(";"))):
        directives.setdefault(part[0].lower(), part[1:])  # if repeated, the first counts
    default = directives.get("default-src")
    scripts, sockets = ["'self'"], ["'self'", f"ws://{host}", f"wss://{host}"]
    for name, needed in (("script-src", scripts), ("style-src", scripts), ("connect-src", sockets)):
        for kind in (name, f"{name}-elem"):
            sources = directives.get(kind, default if kind == name else None)
            if sources is not None:
                directives[kind] = [source for source in sources if source.lower() != "'none'" and source not in needed]
                directives[kind] += needed
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _with_reload_script(text: str, asked: PageRequest) -> bytes:
    """Add the script and style sheet with relative paths, because a proxy may serve the root at a sub-path."""
    root = "../" * (asked.path.count("/") - 1) or "./"
    added = f'<link rel="stylesheet" href="{root}livereload.css">' if 'id="dayline-problems"' in text else ""
    added += f'<script src="{root}livereload.js" data-build="{escape(asked.build)}" defer></script>'
    text = _META.sub(lambda meta: _extend_meta(meta[0], asked.host), text)
    end = _HEAD_END.search(text)
    text = text[: end.start()] + added + text[end.start() :] if end else f"<head>{added}</head>{text}"
    return text.encode("utf-8", "surrogateescape")


def _extend_meta(meta: str, host: str) -> str:
    def extend(match: re.Match[str]) -> str:
        policy = extended_policy(unescape(match[1] or match[2] or ""), host)
        return f'content="{escape(policy).replace("&#x27;", chr(39))}"'

    return _CONTENT.sub(extend, meta)


def _with_banner(text: str, title: str, messages: str) -> str:
    escaped = escape(messages).encode("utf-8", "replace").decode()
    banner = _BANNER.format(title=escape(title), messages=escaped)
    if (place := _BODY.search(text)) or (place := _HEAD_END.search(text)):
        return text[: place.end()] + banner + text[place.end() :]
    return banner + text
