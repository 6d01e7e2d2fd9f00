"""What tests of hostile input share."""

import os


def cases() -> int:
    """How many examples a property test of hostile input tries: `DAYLINE_CASES`, or few enough for every run."""
    return int(os.environ.get("DAYLINE_CASES", "60"))
