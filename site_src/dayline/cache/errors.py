"""Errors about the cache."""


class NoCache(Exception):
    """The cache can't be used or written: why, and what to do about it; the build does without."""


class BadSetting(Exception):
    """An environment variable has an unusable value: what is wrong, and what to write instead."""
