"""Documents become claims: who says what of whom, at which exact span."""
