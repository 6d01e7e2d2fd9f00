"""What the sentences of briefs link to, and whether that says the same."""

from dayline.rules.sourcing.coverage import Sourcing, sourcing

__all__ = ["Sourcing", "sourcing"]
