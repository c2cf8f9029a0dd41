"""The statements and numbers that claims give, in narrow rows, so that no list of them is made of every document."""
