"""Timelines and lookups that note what is asked of them."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Any, TypeVar, cast, overload

from dayline.queries.recorder import Recorder
from dayline.timeline.timeline import Timeline

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)
T = TypeVar("T")

IDS, ALL = "*ids", "*all"  # in place of a key: all keys of a lookup, or all that is in it


class RecordedMapping(Mapping[K, V_co]):
    """A lookup that notes which of its keys are asked for."""

    __slots__ = ("_name", "_recorder", "_values")

    def __init__(self, name: str, values: Mapping[K, V_co], recorder: Recorder) -> None:
        self._name, self._values, self._recorder = name, values, recorder

    def __getitem__(self, key: K) -> V_co:
        self._recorder.asked.add((self._name, key))
        return self._values[key]

    @overload
    def get(self, key: K, /) -> V_co | None: ...
    @overload
    def get(self, key: K, /, default: V_co | T) -> V_co | T: ...
    def get(self, key: K, /, default: Any = None) -> Any:
        self._recorder.asked.add((self._name, key))
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._recorder.asked.add((self._name, key))
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        self._recorder.asked.add((self._name, IDS))
        return iter(self._values)

    def __len__(self) -> int:
        self._recorder.asked.add((self._name, IDS))
        return len(self._values)

    def items(self) -> ItemsView[K, V_co]:
        self._recorder.asked.add((self._name, ALL))
        return self._values.items()

    def values(self) -> ValuesView[V_co]:
        self._recorder.asked.add((self._name, ALL))
        return self._values.values()


class Recorded:
    """Something whose attributes are asked for: each is noted by its name, and lookups by their keys."""

    def __init__(self, raw: object, recorder: Recorder) -> None:
        self._raw, self._recorder = raw, recorder

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._raw, name)
        if isinstance(value, Mapping):
            self.__dict__[name] = value = RecordedMapping(name, value, self._recorder)
        else:
            self._recorder.asked.add((name,))
        return value


class _RecordedTimeline(Recorded):
    """A timeline; what its methods ask is noted as if pages asked it."""

    claims_of, registry = Timeline.claims_of, Timeline.registry
    written_place = Timeline.written_place

    @property
    def written_places(self) -> Mapping[str, Any]:
        """All places as written."""
        places: Mapping[str, Any] = Timeline.written_places.__get__(self)
        return places


def recorded(timeline: Timeline, recorder: Recorder) -> Timeline:
    """The timeline, noting what is asked of it."""
    return cast("Timeline", _RecordedTimeline(timeline, recorder))
