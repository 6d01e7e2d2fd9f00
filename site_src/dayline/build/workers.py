"""Parallel work: on the processor cores of this machine, or on any `concurrent.futures` executor."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from dayline.build.cores import cores
from dayline.read.content import Batch, read_file
from dayline.read.entry import FileResult
from dayline.read.files import SourceFile
from dayline.read.validators import validator
from dayline.rules.run import of_record
from dayline.schema.event import EventRecord

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

A = TypeVar("A")
B = TypeVar("B")
PARALLEL_FROM = 400  # items of work from which parallel processing pays
CHUNK = 100


class Workers:
    """Runs work here or in the executor that `make` returns, created when first needed.

    `is_custom` means that the user chose the executor.
    """

    def __init__(self, make: "Callable[[], Executor] | None", is_custom: bool = False) -> None:
        self._make = make
        self.is_custom = is_custom
        self._executor: Executor | None = None

    def map_chunks(self, work: Callable[[list[A]], list[B]], items: Iterable[A], parallel: bool) -> Iterator[B]:
        """The results of `work` on chunks of items, in order; unless `parallel`, everything runs here."""
        chunks = _chunks(items)
        if not parallel or self._make is None:
            for chunk in chunks:
                yield from work(chunk)
            return
        if self._executor is None:
            self._executor = self._make()
        yield from _submit_in_order(self._executor, work, chunks)

    def read(self, batch: Batch) -> list[FileResult]:
        """The contents of a batch of files."""
        files = ((file, raw) for file, _, raw in batch)
        return list(self.map_chunks(read_chunk, files, len(batch) >= PARALLEL_FROM))

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None


@contextmanager
def workers(jobs: int, executor: str) -> Iterator[Workers]:
    """Workers for one run: the executor that `module:callable` returns, or else `jobs` processes."""
    crew = Workers(
        _custom_executor(executor) if executor else _process_pool(jobs) if jobs > 1 else None, bool(executor)
    )
    try:
        yield crew
    finally:
        crew.close()


def read_chunk(files: list[tuple[SourceFile, bytes]]) -> list[FileResult]:
    """The contents of some files, checked by the rules for single records."""
    return [read_file(file, raw, of_record) for file, raw in files]


def _process_pool(jobs: int) -> "Callable[[], Executor]":
    def make() -> "Executor":
        from concurrent.futures import ProcessPoolExecutor

        validator(EventRecord)  # made once here, not in each process
        return ProcessPoolExecutor(jobs)

    return make


def _custom_executor(executor: str) -> "Callable[[], Executor]":
    module, _, name = executor.partition(":")
    factory: Callable[[], Executor] = getattr(import_module(module), name)
    return factory


def _chunks(items: Iterable[A]) -> Iterator[list[A]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _submit_in_order(
    executor: "Executor", work: Callable[[list[A]], list[B]], chunks: Iterator[list[A]]
) -> Iterator[B]:
    """Results in order, submitting only as many chunks at a time as keep the workers busy."""
    waiting: deque[Future[list[B]]] = deque()
    for chunk in chunks:
        waiting.append(executor.submit(work, chunk))
        if len(waiting) > 2 * cores() + 2:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()
