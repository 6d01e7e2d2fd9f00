"""Dayline: curated timelines of daily situation summaries, from YAML and Markdown to a static site."""

__version__ = "0.1.0"
