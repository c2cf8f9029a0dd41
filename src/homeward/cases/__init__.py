"""Claims become cases: people, custody, sentences, positions; what agrees and what conflicts."""
