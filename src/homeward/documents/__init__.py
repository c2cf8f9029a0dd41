"""Files become documents: a kept text, where it came from, and when."""
