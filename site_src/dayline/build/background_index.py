"""The search index of `dayline serve`: built while no files change, and cancelled as soon as one does."""

import subprocess
import tempfile
from pathlib import Path

from dayline.build import search_index
from dayline.build.built import Built
from dayline.build.finishing import has_due_index, indexed
from dayline.build.options import Options
from dayline.write.errors import Missing, OutputError

IDLE_TICKS = 20  # polls without a change, ten per second, before indexing starts


class BackgroundIndex:
    """Runs Pagefind in a separate process and polls it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._ticks = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def stop(self) -> None:
        """Cancel indexing, and wait until files have stopped changing again."""
        if self._process:
            self._process.kill()
            self._process.communicate()
        if self._folder:
            self._folder.cleanup()
        self._ticks, self._process, self._folder = 0, None, None

    def poll(self, built: Built) -> Built | None:
        """The build with its new index once that is done, otherwise None."""
        self._ticks += 1
        if self._ticks == IDLE_TICKS and has_due_index(self._options, built.memory):
            self._start(built)
        if self._process is None or self._folder is None or self._process.poll() is None:
            return None
        try:
            files = search_index.finish_pagefind(self._process, Path(self._folder.name))
            return indexed(self._options, built, files)
        except (search_index.IndexingFailed, Missing, OutputError) as error:
            print(error, flush=True)
            return None
        finally:
            self._process = None
            self._folder.cleanup()

    def _start(self, built: Built) -> None:
        """Start Pagefind if there are pages to index; print an error if it can't be started."""
        pages = search_index.indexed_files(built.memory)
        if not pages:
            return
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="dayline-search-")
            self._process = search_index.start_pagefind(self._options.output, pages, Path(self._folder.name))
        except OSError as error:
            print(f"the search index could not be built: {error.strerror}", flush=True)
