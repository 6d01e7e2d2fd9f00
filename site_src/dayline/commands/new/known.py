"""The records that a new one can refer to, found by their ids and names."""

from collections.abc import Iterable, Mapping

from dayline.read.content import Content
from dayline.schema.closest import matches_of
from dayline.schema.fields import as_slug
from dayline.schema.vocabulary import EVENT_TYPES

_NAMES = ("name", "title", "term", "question")
_SHOWN = 40
"""How many ids are shown at once."""


class KnownIds:
    """The ids of a site, by kind, each with the names of its record."""

    def __init__(self, content: Content) -> None:
        self._names: dict[str, dict[str, tuple[str, ...]]] = {}
        for entry in content.entries:
            names = (getattr(entry.record, field, None) for field in _NAMES)
            self.add(entry.kind, entry.id, *filter(None, names), *(getattr(entry.record, "aliases", None) or ()))
        for entry in content.entries:
            if entry.kind == "vocabulary":
                self._names["type"] = {id: (type.label,) for id, type in entry.record.types.items()}
        self._names.setdefault("type", {}).update({id: (label,) for id, label in EVENT_TYPES.items()})

    def add(self, kind: str, id: str, *names: str) -> None:
        """Add a record that is about to be created."""
        self._names.setdefault(kind, {})[id] = names

    def matching(self, kind: str, text: str, *, part: bool = False) -> list[str]:
        """The ids that a text stands for: the id itself, that of a name or, with `part`, those it is a part of."""
        known, word = self._of(kind), text.casefold()
        if text in known:
            return [text]
        exact = [id for id, names in known.items() if word in (name.casefold() for name in names)]
        if exact or not part:
            return exact
        return sorted(id for id, names in known.items() if any(word in name.casefold() for name in (id, *names)))

    def close(self, kind: str, text: str) -> list[str]:
        """The ids that are spelt much like a text, the closest first."""
        return matches_of(as_slug(text), self._of(kind), 3)

    def listed(self, kind: str, ids: Iterable[str] = ()) -> str:
        """The ids with their names, a line each; of many only the first ones."""
        known = self._of(kind)
        shown = list(ids or known) if kind == "type" else sorted(ids or known)
        lines = [line_of(id, next(iter(known[id]), "")) for id in shown[:_SHOWN]]
        if len(shown) > _SHOWN:
            lines.append(f"  … and {len(shown) - _SHOWN:,} more; type a part of the name")
        return "\n".join(lines)

    def has_any(self, kind: str) -> bool:
        """Whether there is a record of a kind."""
        return bool(self._of(kind))

    def _of(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        return self._names.get(kind, {})


def line_of(word: str, label: str) -> str:
    """A word or an id in a list, with its label if that says more."""
    return f"  {word}  ({label})" if label and as_slug(label) != word else f"  {word}"
