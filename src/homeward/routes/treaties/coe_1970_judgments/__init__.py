"""The European Convention on the International Validity of Criminal Judgments (The Hague, 1970)."""
