"""One module per page kind: which pages of it there are, and what each shows."""
