"""Additional Protocol to the Convention on the Transfer of Sentenced Persons, Strasbourg, 1997 (ETS No. 167)."""
