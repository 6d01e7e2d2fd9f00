"""The only code that opens files of `content/`: bytes, text, data with marks, records, and the way back."""
