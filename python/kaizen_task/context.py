"""What an evaluation is about."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    """`split` is "train", "validation" or "test"; `seed` is for evaluators that are noisy by nature.

    Where the task declares noise, `repeat` is 0, 1, 2 ... and each repeat has a seed of its own; else the seed is the run's.
    """

    stage: str
    split: str
    seed: int
    repeat: int = 0


def instance_seeds(name: str, split: str, count: int) -> "list[int]":
    """Seeds of `count` instances, 0..2^63-1: always the same, and of no split the same as of another.

    They come from a hash of the name, so they do not depend on Python's generators, its version or the machine.
    """
    seeds = []
    for index in range(count):
        digest = hashlib.sha256(f"{name}/{split}/{index}".encode()).digest()
        seeds.append(int.from_bytes(digest[:8], "big") >> 1)
    return seeds
