"""The Protocol of 2017 amending the Additional Protocol of 1997 (CETS 222)."""
