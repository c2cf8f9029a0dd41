"""Homeward: reports about people held by a State not their own -> case files, and every way home."""
