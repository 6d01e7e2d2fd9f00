"""The build engine: its stages, options, worker processes, the search index, earlier editions and the live preview."""
