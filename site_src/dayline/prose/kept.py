"""HTML of texts that was made before, in this process or an earlier one."""

from collections.abc import Callable, Mapping
from hashlib import blake2b

Load = Callable[[], Mapping[bytes, str]]


class Kept:
    """A function from text to HTML that does not do the same work twice: what it makes depends on the text alone."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make
        self._load: Load = dict
        self._known: dict[bytes, str] | None = None
        self._asked: set[bytes] = set()
        self._is_new = False

    def __call__(self, text: str) -> str:
        """The HTML of a text."""
        if self._known is None:
            self._known = dict(self._load())
        key = blake2b(text.encode(), digest_size=16).digest()
        self._asked.add(key)
        if key not in self._known:
            self._known[key] = self._make(text)
            self._is_new = True
        return self._known[key]

    def recall(self, load: Load) -> None:
        """Begin anew with what an earlier process kept; it is loaded when a text is first asked for."""
        self._load, self._known, self._is_new = load, None, False
        self._asked.clear()

    def learn(self, texts: Mapping[bytes, str]) -> None:
        """Take over what another process made."""
        self._known = {**(self._load() if self._known is None else self._known), **texts}
        self._asked.update(texts)
        self._is_new = True

    def fresh(self) -> dict[bytes, str] | None:
        """What to keep for the next process, None if that is kept already.

        Once half of what is known has been asked for, the rest is taken for gone from the site.
        """
        if not self._is_new or self._known is None:
            return None
        self._is_new = False
        if 2 * len(self._asked) < len(self._known):
            return dict(self._known)
        return {key: html for key, html in self._known.items() if key in self._asked}
