"""Clemency: pardon, amnesty or commutation by the State that sentenced the person."""
