"""Parallel work: on the processor cores of this machine, or on any `concurrent.futures` executor."""

import gc
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from dayline.build.cores import cores
from dayline.build.page_making import MadePage, PageBatch, PageMaker, Parcel, make_pages, parcel
from dayline.build.progress import SILENT, Progress
from dayline.pages.page import Page
from dayline.read import validators
from dayline.read.content import Batch, Reading, read_file
from dayline.read.entry import FileResult
from dayline.read.files import SourceFile
from dayline.rules.run import of_record
from dayline.schema.event import EventRecord

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

A = TypeVar("A")
B = TypeVar("B")
PARALLEL_FROM = 2000  # files from which parallel reading pays
MANY_PAGES = 1500  # from which others make pages, beyond a fifth of the events, which have to be sent to them
DRAWING = 20  # pages that take as long as one social card
CHUNK, DRAWINGS = 100, 8


class Workers:
    """Runs work here or in the executor that `make` returns, created when first needed.

    `is_custom` means that the user chose the executor, and its workers may be on other machines.
    """

    def __init__(
        self, make: "Callable[[], Executor] | None", is_custom: bool = False, progress: Progress = SILENT
    ) -> None:
        self._make, self._is_custom, self._progress = make, is_custom, progress
        self._executor: Executor | None = None
        self._futures: WeakSet[Future[Any]] = WeakSet()
        self._kept = ExitStack()

    def read(self, batch: Batch) -> list[FileResult]:
        """The contents of a batch of files."""
        files = [(file, raw) for file, _, raw in batch]
        self._progress.begin("reading files", len(files))
        return [result for results in self._read_chunks(files) for result in results]

    def _read_chunks(self, files: list[tuple[SourceFile, bytes]]) -> Iterator[list[FileResult]]:
        chunks = _chunks(files, CHUNK)
        if self._make is None or len(files) < PARALLEL_FROM:
            read = ((chunk, read_chunk(chunk)) for chunk in chunks)
        else:
            submit: Callable[[list[Any]], Future[list[FileResult]]] = partial(self._submit, read_chunk)
            read = ((chunk, results or read_chunk(chunk)) for chunk, results in _in_order(submit, chunks))
        for chunk, results in read:
            self._progress.step(len(chunk))
            yield results

    def make(self, maker: PageMaker, reading: Reading, pages: list[Page]) -> Iterator[MadePage]:
        """Pages in their order, made here or, if they are many, by others."""
        self._progress.begin("drawing social cards" if pages and pages[0].late else "rendering pages", len(pages))
        for page in self._made(maker, reading, pages):
            yield page
            self._progress.step()

    def _made(self, maker: PageMaker, reading: Reading, pages: list[Page]) -> Iterator[MadePage]:
        work = sum(DRAWING if page.late else 1 for page in pages)
        is_much = self._make and work >= MANY_PAGES + len(maker.index.own_timeline.events) // 5
        shipment = self._shipment(maker, reading, pages) if is_much else None
        if shipment is None:
            yield from map(maker.make, pages)
            return
        chunks = _chunks(pages, DRAWINGS if pages[0].late else CHUNK)
        for chunk, batch in _in_order(shipment.send, chunks, shipment.send_again):
            yield from batch.unpacked(maker.index) if isinstance(batch, PageBatch) else map(maker.make, chunk)

    def close(self) -> None:
        """End the workers, after what they are at."""
        if self._executor is not None:
            for future in self._futures:
                future.cancel()
            self._executor.shutdown()
            self._executor = None
        self._kept.close()

    def _submit(self, work: Callable[..., B], *given: Any) -> "Future[B]":
        if self._executor is None:
            assert self._make is not None, "work is only handed over if there are workers"  # noqa: S101
            self._executor = self._make()
        future = self._executor.submit(work, *given)
        self._futures.add(future)
        return future

    def _shipment(self, maker: PageMaker, reading: Reading, pages: list[Page]) -> "_Shipment | None":
        """What others make pages from; None if there is no room for it."""
        from tempfile import TemporaryDirectory

        maker.renderer.compile({page.template for page in pages if page.template})
        if self._is_custom:
            return _Shipment(self._submit, parcel(maker, reading))
        try:
            folder = self._kept.enter_context(TemporaryDirectory(prefix="dayline-pages-"))
            return _Shipment(self._submit, parcel(maker, reading, Path(folder)))
        except OSError:
            return None


class _Shipment:
    """Sends pages to workers; to those that may be far away, the parcel only when they say that they lack it."""

    def __init__(self, submit: "Callable[..., Future[Any]]", parcel: Parcel) -> None:
        self._submit, self._parcel = submit, parcel
        self._is_small = isinstance(parcel.shelf, Path)
        self._lacking: set[bytes] = set()
        self._attempts: Counter[str] = Counter()

    def send(self, pages: list[Page], *, whole: bool = False) -> "Future[PageBatch | bytes]":
        """Have pages made."""
        source = self._parcel if whole or self._is_small else None
        return self._submit(make_pages, self._parcel.name, source, pages, self._attempts[pages[0].url])

    def send_again(self, pages: list[Page], reply: PageBatch | bytes) -> "Future[PageBatch | bytes] | None":
        """The same with the parcel, if the reply is but the name of a worker that lacks it."""
        if isinstance(reply, PageBatch):
            return None
        self._attempts[pages[0].url] += 1
        is_due = reply not in self._lacking or self._attempts[pages[0].url] > 1
        self._lacking.add(reply)
        return self.send(pages, whole=is_due)


@contextmanager
def workers(jobs: int, executor: str, progress: Progress = SILENT) -> Iterator[Workers]:
    """Workers for one run: the executor that `module:callable` returns, or else `jobs` processes."""
    make = _custom_executor(executor) if executor else partial(_processes, jobs) if jobs > 1 else None
    crew = Workers(make, bool(executor), progress)
    try:
        yield crew
    finally:
        crew.close()


def read_chunk(files: list[tuple[SourceFile, bytes]]) -> list[FileResult]:
    """The contents of some files, checked by the rules for single records."""
    return [read_file(file, raw, of_record) for file, raw in files]


def _processes(jobs: int) -> "Executor":
    """Processes that share nothing with this one, which may have threads; raises BrokenExecutor if there can't be any.

    Some containers have no semaphores, for example.
    """
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    validators.validator(EventRecord)  # made once here, not in each process
    try:
        return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (validators.schemas(),))
    except (ImportError, NotImplementedError, OSError) as error:
        raise BrokenExecutor from error


def _begin(schemas: Mapping[type, Any]) -> None:
    """Begin a process that leaves Ctrl-C to the one that started it, and ends with it; it makes no garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    validators.use_cached(schemas)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _custom_executor(executor: str) -> "Callable[[], Executor]":
    module, _, name = executor.partition(":")
    factory: Callable[[], Executor] = getattr(import_module(module), name)
    return factory


def _chunks(items: list[A], size: int) -> list[list[A]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _in_order(
    submit: "Callable[[list[A]], Future[B]]",
    chunks: list[list[A]],
    again: "Callable[[list[A], B], Future[B] | None]" = lambda *_: None,
) -> Iterator[tuple[list[A], B | None]]:
    """Chunks with their results, in order; once a worker has died, without.

    No more chunks are submitted at a time than keep the workers busy. `again` submits one that came back as it was.
    """
    from concurrent.futures import BrokenExecutor

    futures: dict[int, Future[B]] = {}
    done = 0
    try:
        for done in range(len(chunks)):
            for place in range(done + len(futures), min(done + 2 * cores() + 3, len(chunks))):
                futures[place] = submit(chunks[place])
            while later := again(chunks[done], futures[done].result()):
                futures[done] = later
                for place in [place for place, future in futures.items() if future.done() and not future.exception()]:
                    futures[place] = again(chunks[place], futures[place].result()) or futures[place]
            yield chunks[done], futures.pop(done).result()
    except BrokenExecutor:
        yield from ((chunk, None) for chunk in chunks[done:])
