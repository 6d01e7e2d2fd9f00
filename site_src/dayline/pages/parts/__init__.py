"""Views that several page kinds share, one module for each template in `templates/parts/`, with the same name."""
