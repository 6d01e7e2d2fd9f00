"""What must hold between the content as it was published and as it is now."""

from dayline.rules.against.run import compare

__all__ = ["compare"]
