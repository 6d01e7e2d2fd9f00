"""Messages for words that are not in a vocabulary: the word that was meant, or all words with their meanings."""

from collections.abc import Mapping

from dayline.schema import vocabulary
from dayline.schema.characters import odd_character, to_plain
from dayline.schema.closest import closest
from dayline.schema.fields import as_slug

_PLACE_SYNONYMS = {
    "site": "dam bridge building house school hospital factory plant station airport port harbour square park camp"
    " church mosque museum theatre prison base checkpoint crossing mine power-plant power-station address point",
    "feature": "river lake sea mountain island forest valley bay coast desert hill volcano canal reservoir",
    "line": "road street highway motorway railway border front front-line route pipeline frontline",
    "settlement": "city town village hamlet municipality capital", "district": "neighbourhood quarter suburb borough",
    "admin1": "oblast province state county land governorate", "admin2": "raion rayon okres canton",
    "region": "area zone continent subregion", "country": "nation",
}  # fmt: skip
_SOURCE_SYNONYMS = {
    "online": "website web site news-site blog portal internet online-news", "newspaper": "paper daily magazine press",
    "broadcaster": "tv television radio channel", "news-agency": "agency wire news-wire",
    "social-account": "twitter x facebook telegram instagram youtube tiktok social social-media account",
    "research": "university think-tank academic institute", "local-authority": "city town city-hall municipality",
    "igo": "un international-organisation", "ngo": "charity non-profit",
}  # fmt: skip
_ACTOR_SYNONYMS = {
    "person": "man woman politician individual", "government": "ministry state city city-hall municipality authority",
    "armed-force": "army military police", "armed-group": "militia rebels", "company": "business firm corporation",
    "media": "newspaper broadcaster press", "igo": "un international-organisation", "ngo": "charity non-profit",
    "population": "people residents civilians",
}  # fmt: skip
_ZOOM_SYNONYMS = {
    "world": "globe earth global", "country": "state nation", "region": "oblast province admin1 regional",
    "county": "area admin2 raion", "town": "city village settlement municipality local",
    "district": "street site building neighbourhood quarter close",
}  # fmt: skip
_SYNONYMS: Mapping[tuple[str, ...], Mapping[str, str]] = {
    tuple(words): {synonym: word for word, synonyms in listed.items() for synonym in synonyms.split()}
    for words, listed in (
        (vocabulary.PLACE_KINDS, _PLACE_SYNONYMS), (vocabulary.SOURCE_KINDS, _SOURCE_SYNONYMS),
        (vocabulary.ACTOR_KINDS, _ACTOR_SYNONYMS), (vocabulary.ZOOM_DEGREES, _ZOOM_SYNONYMS),
        (vocabulary.RELIABILITIES, {}), (vocabulary.VERIFICATIONS, {}),
    )
}  # fmt: skip
_MEANINGS: Mapping[tuple[str, ...], Mapping[str, str]] = {
    tuple(vocabulary.PLACE_KINDS): {
        "admin1": "a region", "admin2": "a district of a region", "settlement": "a city, town or village",
        "district": "a part of a settlement", "site": "a building, dam, bridge or the like",
        "feature": "a river, lake, mountain or the like", "line": "a road, border or front", "region": "a wider area",
    },
    tuple(vocabulary.RELIABILITIES): {
        grade: label[0].lower() + label[1:] for grade, label in vocabulary.RELIABILITIES.items()
    },
}  # fmt: skip
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
    if word := _SYNONYMS.get(words, {}).get(slug):
        meaning = _MEANINGS.get(words, {}).get(word)
        return f"write `{word}`" + (f", which is {meaning}" if meaning else "")
    near = closest(slug, words)
    others = ", ".join(_with_meaning(word, words) for word in words if word != near)
    return f"the closest word is `{near}`; the others are {others}" if near else f"write one of {others}"


def _with_meaning(word: str, words: tuple[str, ...]) -> str:
    """A word, with its meaning in brackets if it does not explain itself."""
    meaning = _MEANINGS.get(words, {}).get(word)
    return f"`{word}` ({meaning})" if meaning else f"`{word}`"
