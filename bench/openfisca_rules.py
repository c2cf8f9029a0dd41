"""A rule set of a given size for OpenFisca-core, run by bench/routes.py in a Python that has it; prints one JSON line.

Each variable is a condition of the kind our articles have: a date or a number compared with a dated parameter, or two
earlier conditions joined. Nothing of Homeward is imported here.
"""

import json
import sys
import time
from importlib.metadata import version

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DAY, ETERNITY
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity("person", "people", "", is_person=True)


def _input(name: str) -> type[Variable]:
    return type(name, (Variable,), {"value_type": float, "entity": Person, "definition_period": ETERNITY})


def _condition(number: int, given: int) -> type[Variable]:
    def formula(person, period, parameters):
        least = parameters(period).least
        found = person(f"given_{number % given}", period) >= least
        return found * person(f"condition_{number - 1}", period) if number % 3 == 2 else found

    return type(
        f"condition_{number}",
        (Variable,),
        {"value_type": bool, "entity": Person, "definition_period": DAY, "formula": formula},
    )


def rules(conditions: int, given: int = 20) -> TaxBenefitSystem:
    """Return a system with so many conditions over `given` inputs and one dated parameter."""
    system = TaxBenefitSystem([Person])
    values = {"1985-07-01": {"value": 6}, "2010-01-01": {"value": 7}}
    system.parameters = ParameterNode("", data={"least": {"values": values}})
    for number in range(given):
        system.add_variable(_input(f"given_{number}"))
    for number in range(conditions):
        system.add_variable(_condition(number, given))
    return system


def seconds_for(system: TaxBenefitSystem, people: int, conditions: int, given: int = 20) -> float:
    """Return how long every condition takes for so many people."""
    luck = np.random.default_rng(7)
    inputs = [luck.integers(0, 20, people).astype(np.float32) for _ in range(given)]
    started = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, count=people)
    for number, values in enumerate(inputs):
        simulation.set_input(f"given_{number}", ETERNITY, values)
    for number in range(conditions):
        simulation.calculate(f"condition_{number}", "2020-01-01")
    return time.perf_counter() - started


if __name__ == "__main__":
    PEOPLE, CONDITIONS = int(sys.argv[1]), int(sys.argv[2])
    SYSTEM = rules(CONDITIONS)
    seconds_for(SYSTEM, 1, CONDITIONS)
    ONE = min(seconds_for(SYSTEM, 1, CONDITIONS) for _ in range(20))
    print(
        json.dumps({"version": version("openfisca-core"), "one": ONE, "all": seconds_for(SYSTEM, PEOPLE, CONDITIONS)})
    )
