"""The treaty of the United States and Russia on mutual legal assistance in criminal matters (1999)."""
