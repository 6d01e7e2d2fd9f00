"""Which pages there are, and what each of them shows: one module per page kind."""
