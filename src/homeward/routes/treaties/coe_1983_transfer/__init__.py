"""The Convention on the Transfer of Sentenced Persons (Strasbourg, 1983)."""
