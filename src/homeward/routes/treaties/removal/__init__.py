"""Removal: expulsion or deportation by the law of the State that holds the person."""
