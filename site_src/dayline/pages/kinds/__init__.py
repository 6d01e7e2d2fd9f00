"""One module for each page kind: its pages, their keys and their views."""
