"""Cases become routes: legal ways home on a date, condition by condition."""
