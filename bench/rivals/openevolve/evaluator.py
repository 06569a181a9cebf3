"""The same score as ../shinka/evaluate.py, in the form that OpenEvolve calls."""

import os
import runpy

TARGET = [1.0, 2.0, 3.0, 4.0]


def evaluate(program_path):
    values = runpy.run_path(program_path)["parameters"]()
    distance = sum(abs(value - wanted) for value, wanted in zip(values, TARGET, strict=True))
    # The benchmark counts evaluations by the bytes of a file.
    if "BENCH_COUNT" in os.environ:
        with open(os.environ["BENCH_COUNT"], "ab") as file:
            file.write(b".")
    return {"combined_score": -distance}
