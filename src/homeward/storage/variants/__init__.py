"""Exchanges that the team keeps under names, each version of each."""
