"""What `dayline` does when it is called, one module per command."""
