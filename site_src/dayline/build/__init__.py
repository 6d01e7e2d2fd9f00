"""The build engine: options, worker processes, the search index, earlier editions and the live preview."""
