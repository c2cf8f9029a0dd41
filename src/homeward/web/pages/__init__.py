"""One file for each noun that has pages."""
