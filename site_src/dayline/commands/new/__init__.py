"""`dayline new`: creates files from a few questions; existing files are never overwritten."""
