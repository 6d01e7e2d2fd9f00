"""The demonstration site as a browser meets it: a page of every kind, and a server for them."""

import os
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
EXAMPLES = yaml.safe_load((ROOT / "tests/examples.yaml").read_text("utf-8"))
"""For each page kind the pages that browsers visit: their names and addresses, and whether they are laid out."""
KINDS = {example["name"]: example["address"] for of_kind in EXAMPLES.values() for example in of_kind}
LONG = bool(os.environ.get("DAYLINE_LONG"))
LAID_OUT = tuple(
    example["name"] for of_kind in EXAMPLES.values() for example in of_kind if LONG or example.get("laid_out")
)
"""Those whose layout this tier checks."""


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""
