"""The live preview: watches the sources, builds in a background thread and serves the output locally."""
