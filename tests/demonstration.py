"""The demonstration site as a browser meets it: a page of every kind, and a server for them."""

import os
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from dayline import page_kinds

ROOT = Path(__file__).parents[1]
EXAMPLES = tuple(example for kind in page_kinds.KINDS for example in kind.examples)
KINDS = {example.name: example.address for example in EXAMPLES}
LONG = bool(os.environ.get("DAYLINE_LONG"))
LAID_OUT = tuple(example.name for example in EXAMPLES if LONG or example.laid_out)  # whose layout is checked in a tier


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""
