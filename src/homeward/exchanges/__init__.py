"""Positions become exchanges: what every side could accept."""
