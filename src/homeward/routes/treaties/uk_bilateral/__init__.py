"""The bilateral agreements of the United Kingdom on the transfer of prisoners."""
