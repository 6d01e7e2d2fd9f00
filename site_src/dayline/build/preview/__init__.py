"""The live preview: watches the sources, builds in a thread of its own, serves the output on this machine."""
