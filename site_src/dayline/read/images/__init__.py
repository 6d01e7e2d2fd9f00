"""Picture files: their format and size, and the metadata that a published picture must not carry."""
