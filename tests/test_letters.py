"""Letters of all scripts: in addresses, and in the order of lists."""

import pytest

from dayline.pages.kinds.lists import _letter, sort_key
from dayline.schema.fields import SLUG, as_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Łódź", "lodz"), ("Straße", "strasse"), ("Þórshöfn", "thorshofn"), ("Ærø", "aero"), ("Đà Nẵng", "da-nang"),
     ("Iğdır", "igdir"), ("cœur", "coeur"), ("Київ", "kiiv"), ("Щастя", "shchastya"), ("Αθήνα", "athina"),
     ("تل", "tl"), ("თბილისი", "tbilisi"), ("北京", "beijing"), ("People's hall", "peoples-hall"),
     ("Кам’янець", "kamyanets"), ("€ 5", "eur-5"), ("!", "name"), ("K" * 80, "k" * 60)],
)  # fmt: skip
def test_addresses_keep_letters(text: str, slug: str) -> None:
    """A name in any script has an address that can be read aloud."""
    assert SLUG.fullmatch(slug)
    assert as_slug(text) == slug


@pytest.mark.parametrize(
    ("names", "letters"),
    [(["Lima", "Łódź", "Lviv", "Madrid"], "LLLM"), (["Oslo", "Østerbro", "Ottawa"], "OOO"),
     (["Aachen", "Ærø", "Afula"], "AAA"), (["Sofia", "Straße", "Sumy"], "SSS"), (["Ibiza", "Iğdır", "Ilidža"], "III"),
     (["Гадяч", "Гуляйполе", "Ґоляни", "Дніпро"], "ГГГД"), (["Ирбит", "Ізюм", "Їжа", "Йосипівка", "Київ"], "ИИИИК"),
     (["Енергодар", "Єнакієве", "Житомир"], "ЕЕЖ"), (["The Hague", "Haifa"], "HH"), (["Éire", "Elba"], "EE")],
)  # fmt: skip
def test_lists_are_in_the_order_of_readers(names: list[str], letters: str) -> None:
    """Each name stands where a reader looks for it, under a letter that is there."""
    order = sorted(names, key=sort_key)
    assert "".join(map(_letter, order)) == letters
    assert order == names
