"""The Inter-American Convention on Serving Criminal Sentences Abroad (Managua, 1993)."""
