"""The tables of accounts as they came about."""
