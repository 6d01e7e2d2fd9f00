"""Which queries are asked while something is made."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from dayline.digests import digest

T = TypeVar("T")
LARGE = 500  # answers, such as the cards of events of some days
NOTHING = digest(repr(None))  # of no answer, which most lookups have
Query = tuple[Any, ...]  # the name of a query and its arguments: texts, numbers, dates


class Node(NamedTuple):
    """An answer that was worked out from others: the digest of it, and the queries it asked."""

    digest: bytes
    reads: tuple[Query, ...]


class Recorder:
    """Notes queries while something is made, and keeps the answers that were worked out from others.

    `asked` are the queries of whatever is being made at the moment. Whoever asks a query adds it there.
    """

    def __init__(self) -> None:
        self.asked: set[Query] = set()
        self._answers: dict[Query, tuple[Any, tuple[Query, ...]]] = {}
        self._nodes: dict[Query, Node] = {}
        self._large: deque[Query] = deque()
        self._known: dict[Query, Query] = {}  # each query once, as most are asked many times

    def noting(self, make: Callable[[], T]) -> tuple[T, tuple[Query, ...]]:
        """What a function makes, and the queries that it asked."""
        before, self.asked = self.asked, set()
        try:
            result = make()
            return result, tuple(self.once(self.asked))
        finally:
            self.asked = before

    def answer(self, query: Query, work_out: Callable[[], T], *, is_large: bool = False) -> T:
        """The answer to a query, worked out once; of large answers only the latest are kept."""
        self.asked.add(query)
        if query not in self._answers:
            self._answers[query] = self.noting(work_out)
            if is_large:
                self._let_go(query)
        answer: T = self._answers[query][0]
        return answer

    def _let_go(self, query: Query) -> None:
        """Note a large answer, and keep of the oldest one only its digest."""
        self._large.append(query)
        if len(self._large) > LARGE:
            oldest = self._large.popleft()
            self.node(oldest)
            self._answers.pop(oldest, None)

    def node(self, query: Query) -> Node:
        """An answer that was worked out, as its digest and the queries it asked."""
        node = self._nodes.get(query)
        if node is None:
            answer, reads = self._answers[query]
            node = self._nodes[query] = Node(answer_digest(answer), reads)
        return node

    def known(self, query: Query) -> Node | None:
        """The same, or None if it was not worked out here."""
        return self.node(query) if query in self._answers or query in self._nodes else None

    def learn(self, nodes: Mapping[Query, Node]) -> None:
        """Take over what was worked out elsewhere."""
        for query, node in nodes.items():
            self._nodes.setdefault(query, node)

    def once(self, queries: Iterable[Query]) -> list[Query]:
        """The queries, each as the object that was noted first."""
        return [self._known.setdefault(query, query) for query in queries]

    def settle(self) -> None:
        """Keep of all answers only the digests and what they asked."""
        for query in self._answers:
            self.node(query)
        self._answers.clear()
        self._large.clear()

    def rest(self) -> None:
        """Forget all answers; they are worked out again when they are asked for."""
        self._answers.clear()
        self._large.clear()
        self._nodes.clear()

    def following(self, changed: Iterable[Query]) -> "Recorder":
        """A recorder with the answers behind which none of some queries stands."""
        recorder, changed, before = Recorder(), set(changed), -1
        reads = {query: node.reads for query, node in self._nodes.items()}
        reads |= {query: asked for query, (_, asked) in self._answers.items()}
        while before != len(changed):
            before = len(changed)
            changed |= {query for query, asked in reads.items() if not changed.isdisjoint(asked)}
        recorder._answers = {query: answer for query, answer in self._answers.items() if query not in changed}
        recorder._large = deque(query for query in self._large if query in recorder._answers)
        return recorder


def answer_digest(answer: object) -> bytes:
    """The digest of an answer; events and entries in it are written as their own digests."""
    return NOTHING if answer is None else digest(repr(answer))
