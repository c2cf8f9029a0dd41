"""The kinds of long work that there are, each with what does it."""

from collections.abc import Mapping

from homeward.app import solve_exchange
from homeward.app.jobs import Work

WORKS: Mapping[str, Work] = {solve_exchange.KIND: solve_exchange.solve}
