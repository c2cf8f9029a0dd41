"""Protocol amending the Additional Protocol on the Transfer of Sentenced Persons, Strasbourg, 2017 (CETS No. 222)."""
