"""For each template the page that shows the most, to try the template on."""

from collections import Counter
from collections.abc import Iterable

from dayline import urls
from dayline.page_kinds import FOLDERS
from dayline.pages.page import Page
from dayline.read.entry import Entry


def richest(pages: Iterable[Page], entries: "Iterable[Entry[object]]") -> dict[str, Page]:
    """For each template the page that shows the most; the first one if several show as much."""
    weights = _weights(entries)
    samples: dict[str, tuple[int, Page]] = {}
    for page in pages:
        weight = weights[page.url.rpartition("/")[0]]
        if page.template and (page.template not in samples or weight > samples[page.template][0]):
            samples[page.template] = (weight, page)
    return {template: page for template, (_, page) in samples.items()}


def _weights(entries: "Iterable[Entry[object]]") -> Counter[str]:
    """For each address the number of entries and references at or below it, and of references to it."""
    weights: Counter[str] = Counter()
    for entry in entries:
        folder = _folder(entry.kind, entry.id)
        while folder:
            weights[folder] += 1 + len(entry.points)
            folder = folder.rpartition("/")[0]
        weights.update(_folder(kind, id) for kind, id in entry.points)
    return weights


def _folder(kind: str, id: str) -> str:
    """The address of an entry without its final slash."""
    if kind in ("event", "brief"):
        return urls.ROOT + id.replace("-", "/", 2 if kind == "brief" else id.partition("/")[0].count("-"))
    return urls.ROOT + (f"{FOLDERS[kind]}/{id}" if kind in FOLDERS else id)
