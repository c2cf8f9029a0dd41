"""The CIS convention on the transfer of sentenced persons (Moscow, 1998)."""
