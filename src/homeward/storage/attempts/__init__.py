"""What was tried too often: Django's cache in a table, so that all processes of a server count as one."""
