"""The demonstration site as a browser meets it: a page of every kind, and a server for them."""

import os
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

ROOT = Path(__file__).parents[1]
KINDS = {
    "home": "", "day": "2022/03/14/", "event": "2022/03/14/us-official-says-russia-asked-china/",
    "thread": "threads/russia-ukraine-talks/", "actor": "actors/dmitry-peskov/", "place": "places/mariupol/",
    "source": "sources/associated-press/", "reference": "references/argumentum-ap-2022-03-14/",
    "figure": "figures/cars-leaving-mariupol/", "chart": "figures/people-who-left-ukraine/",
    "term": "glossary/technical-pause/", "list": "actors/",
    "month": "2022/03/", "year": "2022/", "calendar": "calendar/", "page": "method/", "not found": "404.html",
    "map": "map/", "catch up": "catch-up/", "what is new": "catch-up/3/",
    "network": "network/", "questions": "questions/", "due": "due/", "unnamed sources": "unnamed-sources/",
    "question": "questions/who-bombed-the-theatre/", "claims": "claims/",
    "types": "types/", "type": "types/attack/", "status of a month": "statuses/unverified/2022-03/",
    "key events": "key-events/", "changes": "changes/", "corrections": "corrections/",
    "search": "search/?q=talks&thread=russia-ukraine-talks",
    "claim": "2022/03/14/us-official-says-russia-asked-china/request/",
}  # fmt: skip
MAIN = ("home", "day", "event", "thread", "place", "figure", "chart", "calendar", "map", "claims", "search")
LAID_OUT = tuple(KINDS) if os.environ.get("DAYLINE_LONG") else MAIN  # kinds whose layout is looked at in a tier


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""
