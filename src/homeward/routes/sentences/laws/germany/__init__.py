"""Release under German law."""
