"""The web app: the same nouns as the command line, as pages that work without JavaScript, under a strict policy."""
