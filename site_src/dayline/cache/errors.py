"""Why there is no cache."""


class NoCache(Exception):
    """A cache that can't be used or kept: why, and what to do about it; the build works without."""


class BadSetting(Exception):
    """An environment variable that can't be used as it is set: what is wrong, and what to write instead."""
