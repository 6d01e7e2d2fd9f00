"""What must hold between the content as it was published and as it is now."""

from dayline.rules.published_diff.run import compare

__all__ = ["compare"]
