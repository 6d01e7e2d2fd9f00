"""The letters of pictures: which fonts draw them, how wide text is in them, and how it breaks into lines."""
