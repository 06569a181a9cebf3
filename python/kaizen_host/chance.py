"""Chance is repeatable: the generators that programs use without a seed of their own begin where the run says."""

import importlib.machinery
import random
import sys

NUMPY = "numpy.random"


class SeedsNumpy:
    """Finds numpy.random, and seeds it at the end of its import: before the program goes on that imports it, so that a seed
    of the program's own holds.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def find_spec(self, name, path=None, target=None):
        specification = importlib.machinery.PathFinder.find_spec(name, path, target) if name == NUMPY else None
        if specification is None or specification.loader is None:
            return None
        execute = specification.loader.exec_module

        def execute_and_seed(module) -> None:
            execute(module)
            seed_numpy(module, self.seed)

        specification.loader.exec_module = execute_and_seed
        return specification


def seed_generators(seed: int) -> None:
    """Seeds what there is now, and numpy's generator where it is imported later."""
    random.seed(seed)
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, SeedsNumpy)]
    if NUMPY in sys.modules:
        seed_numpy(sys.modules[NUMPY], seed)
    else:
        sys.meta_path.insert(0, SeedsNumpy(seed))


def seed_numpy(module, seed: int) -> None:
    begin = getattr(module, "seed", None)
    if callable(begin):
        begin(seed % 2**32)
