"""Additional Protocol to the Convention on the Transfer of Sentenced Persons, Strasbourg, 18 December 1997 (ETS 167)."""
