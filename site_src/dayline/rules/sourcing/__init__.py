"""What the sentences of briefs stand on, and whether they say the same."""

from dayline.rules.sourcing.coverage import Sourcing, disagreeing, sourcing, unsourced

__all__ = ["Sourcing", "disagreeing", "sourcing", "unsourced"]
