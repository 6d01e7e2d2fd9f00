"""Messages for words that are not in a vocabulary: the word that was meant, or all words with their meanings."""

from dayline.schema import vocabulary
from dayline.schema.characters import odd_character, to_plain
from dayline.schema.closest import closest, synonyms
from dayline.schema.fields import as_slug

_LISTS = {
    tuple(vocabulary.PLACE_KINDS): "places",
    tuple(vocabulary.SOURCE_KINDS): "sources",
    tuple(vocabulary.ACTOR_KINDS): "actors",
    tuple(vocabulary.ZOOM_DEGREES): "zooms",
}
_CHECKED = {
    "verified": "add `verification:` with `methods:`, `by:` and `on:`", "debunked": "say why in `changes:`",
}  # fmt: skip
_VERDICTS = {"true": "verified", "yes": "verified", "confirmed": "verified", "false": "debunked", "no": "debunked"}


def unknown_word(value: str, name: str, words: tuple[str, ...]) -> tuple[str, str]:
    """The message and help for a value of the field `name` that is not one of the words."""
    if (plain := to_plain(value)) in words and plain != value:
        return f"`{value}` contains {odd_character(value)}", f"write `{plain}`"
    return f"`{value}` is not a known `{name}`", _help(value, words)


def _help(value: str, words: tuple[str, ...]) -> str:
    slug = as_slug(value)
    same = [word for word in words if slug == as_slug(word)]
    if len(same) == 1:
        return f"write `{same[0]}`"
    if words == vocabulary.VERIFICATIONS and (status := _VERDICTS.get(slug)):
        return f"if the desk has checked it, write `{status}` and {_CHECKED[status]}; if not, write `unverified`"
    listed = synonyms().get(_LISTS.get(words, ""), {})
    if word := next((word for word, others in listed.items() if slug in others.split()), None):
        meaning = _meaning(word, words)
        return f"write `{word}`" + (f", which is {meaning}" if meaning else "")
    near = closest(slug, words)
    others = ", ".join(_with_meaning(word, words) for word in words if word != near)
    return f"the closest word is `{near}`; the others are {others}" if near else f"write one of {others}"


def _with_meaning(word: str, words: tuple[str, ...]) -> str:
    """A word, with its meaning in brackets if it does not explain itself."""
    meaning = _meaning(word, words)
    return f"`{word}` ({meaning})" if meaning else f"`{word}`"


def _meaning(word: str, words: tuple[str, ...]) -> str:
    """The meaning of a word that does not explain itself; empty for any other."""
    if words == tuple(vocabulary.RELIABILITIES):
        label = vocabulary.RELIABILITIES[word]
        return label[0].lower() + label[1:]
    return synonyms()["meanings"].get(word, "") if words == tuple(vocabulary.PLACE_KINDS) else ""
