"""Rules for figures: values in events, tables, and what they look like together."""
