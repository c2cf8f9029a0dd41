"""Positions -> exchanges: what every side could accept, and the smallest compromise where nothing is."""
