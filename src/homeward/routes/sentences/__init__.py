"""Sentence arithmetic: what is served, what remains, when release comes, by the law that enforces the sentence."""
