"""The bilateral treaties of the United States on the transfer of prisoners."""
