"""Rules that compare the content with what was published."""

from dayline.rules.published_diff.run import compare

__all__ = ["compare"]
