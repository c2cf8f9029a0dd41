"""The same readers over many documents, on many processes."""
