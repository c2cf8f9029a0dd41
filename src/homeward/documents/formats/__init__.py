"""One file a format: bytes in, kept text and what the file says of itself out."""
