"""The structure of Markdown texts: blocks, code, links, and how much of it one text may hold."""
