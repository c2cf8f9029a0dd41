"""The bilateral treaties of the Russian Federation on the transfer of sentenced persons."""
