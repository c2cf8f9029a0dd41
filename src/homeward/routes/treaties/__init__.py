"""One folder an instrument: its articles as functions, its numbers, parties, text in our words and worked examples."""
