"""The API under /api/: the same nouns, rights and app functions as the pages, as JSON for other programs."""
