"""The same score as ../shinka/evaluate.py, in the form that OpenEvolve calls."""

import runpy

TARGET = [1.0, 2.0, 3.0, 4.0]


def evaluate(program_path):
    values = runpy.run_path(program_path)["parameters"]()
    distance = sum(abs(value - wanted) for value, wanted in zip(values, TARGET, strict=True))
    return {"combined_score": -distance}
