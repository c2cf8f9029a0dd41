"""Release under French law."""
