"""Convention on the Transfer of Sentenced Persons, Strasbourg, 21 March 1983 (ETS No. 112)."""
