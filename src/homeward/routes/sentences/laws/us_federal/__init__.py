"""Release under the federal law of the United States."""
