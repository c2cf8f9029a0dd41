"""Release under Russian law."""
