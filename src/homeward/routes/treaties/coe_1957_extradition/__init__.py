"""The European Convention on Extradition (Paris, 1957)."""
