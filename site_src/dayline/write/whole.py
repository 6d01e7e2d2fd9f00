"""Whether there is anything to write at all; loads next to nothing, so that a build without changes is quick."""

from pathlib import Path

from dayline.write import manifest
from dayline.write.errors import explained
from dayline.write.layout import around
from dayline.write.verify import has_all


def is_whole(output: Path, base: str | None = None) -> bool:
    """Whether the output holds every file of its edition as listed, and nothing is left to be finished.

    With `base` (`Written.edition`) it must be that edition. Doesn't wait for its turn, writes nothing and
    doesn't look for files of others: they stay where they are until the next edition. Where this says
    False, `publish` finds out why. Raises `OutputUnusable` if the output can't be read.
    """
    place = around(output.resolve())
    with explained(place.output):
        text = manifest.load(place.output)
        interrupted = place.unlooked.exists() or place.inbox.exists()
        if text is None or interrupted or base not in (None, manifest.digest(text)):
            return False
        listed = manifest.parse(text)
        return listed is not None and has_all(place.output, listed)
