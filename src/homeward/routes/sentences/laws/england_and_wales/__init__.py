"""Release under the law of England and Wales."""
