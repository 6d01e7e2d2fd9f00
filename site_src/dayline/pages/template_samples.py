"""Which page of each template shows the most: templates are tried out on it."""

from collections import Counter
from collections.abc import Iterable

from dayline import urls
from dayline.page_kinds import FOLDERS
from dayline.pages.page import Page
from dayline.read.entry import Entry


def richest(pages: Iterable[Page], entries: "Iterable[Entry[object]]") -> dict[str, Page]:
    """For each template the page with the most to show, the first of several."""
    weights = _weights(entries)
    found: dict[str, tuple[int, Page]] = {}
    for page in pages:
        weight = weights[page.url.rpartition("/")[0]]
        if page.template and (page.template not in found or weight > found[page.template][0]):
            found[page.template] = (weight, page)
    return {template: page for template, (_, page) in found.items()}


def _weights(entries: "Iterable[Entry[object]]") -> Counter[str]:
    """How much is recorded under each address and below it, and how often records point to it."""
    weights: Counter[str] = Counter()
    for entry in entries:
        folder = _folder(entry.kind, entry.id)
        while folder:
            weights[folder] += 1 + len(entry.points)
            folder = folder.rpartition("/")[0]
        weights.update(_folder(kind, id) for kind, id in entry.points)
    return weights


def _folder(kind: str, id: str) -> str:
    """The address of an entry without the stroke at its end."""
    if kind in ("event", "brief"):
        return urls.ROOT + id.replace("-", "/", 2 if kind == "brief" else id.partition("/")[0].count("-"))
    return urls.ROOT + (f"{FOLDERS[kind]}/{id}" if kind in FOLDERS else id)
