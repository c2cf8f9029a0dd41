"""The agreement of 2007 between the Philippines and Spain on the transfer of sentenced persons."""
