"""Words every stage shares: dates, States, ids, errors."""
