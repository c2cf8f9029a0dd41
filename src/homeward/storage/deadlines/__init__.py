"""Which days are coming in which case, as last worked out for a day, so that their list is ordered by the database."""
