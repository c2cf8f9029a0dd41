"""Readers of documents, one a language; each finds claims and proves every word of them."""
