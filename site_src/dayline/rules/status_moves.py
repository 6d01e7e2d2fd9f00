"""Which status may follow which (content model 3.3)."""

from types import MappingProxyType

# `*`: readers were told otherwise, so a correction must say so.
_MOVES = MappingProxyType({
    "unverified": "corroborated verified disputed debunked retracted",
    "corroborated": "unverified verified disputed debunked* retracted*",
    "verified": "unverified* corroborated* disputed* debunked* retracted*",
    "disputed": "corroborated verified debunked retracted",
    "debunked": "verified* disputed* retracted",
    "retracted": "",
})  # fmt: skip


def is_allowed(was: str, now: str) -> bool:
    """Whether a status may become another one."""
    return was == now or now in after(was)


def needs_correction(was: str, now: str) -> bool:
    """Whether readers were told otherwise, so that the change needs a correction too."""
    return f"{now}*" in _MOVES.get(was, "").split()


def after(was: str) -> tuple[str, ...]:
    """The statuses that may follow one."""
    return tuple(_MOVES.get(was, "").replace("*", "").split())


def corrects(kind: str, now: str) -> bool:
    """Whether a change of a kind says that readers were told otherwise before something became `now`."""
    return kind == "correction" or (kind == "retraction" and now == "retracted")


def why_not(was: str, now: str) -> tuple[str, str]:
    """What is wrong with a move that is not allowed, and what can be done."""
    message = f"what was `{was}` can't become `{now}`"
    if was == "retracted":
        return message, "what was withdrawn stays withdrawn; write a new event that `supersedes` it"
    return message, f"after `{was}` may come " + ", ".join(f"`{status}`" for status in after(was))
