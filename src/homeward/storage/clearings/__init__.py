"""What a caseworker cleared for the family of a person: its tables, which hold no words of any report."""
