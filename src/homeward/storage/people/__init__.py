"""Who is who, and what a list of cases says of each, as last worked out."""
