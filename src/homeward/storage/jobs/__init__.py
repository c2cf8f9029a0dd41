"""Long work that was asked for: its tables, and who may take and end it."""
