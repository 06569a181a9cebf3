"""Runs the program as a process of its own, with a time limit, and scores the packing that it leaves in a file."""

import json
import math
import os
import subprocess
import sys
import tempfile

COUNT = 9
BEST = 1.5

RUNNER = """
import importlib.util, json, sys
specification = importlib.util.spec_from_file_location("program", sys.argv[1])
program = importlib.util.module_from_spec(specification)
specification.loader.exec_module(program)
with open(sys.argv[2], "w") as file:
    json.dump(program.run(), file)
"""


def packing_of(program_path, seconds):
    with tempfile.TemporaryDirectory() as folder:
        answer = os.path.join(folder, "answer.json")
        command = [sys.executable, "-c", RUNNER, program_path, answer]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        with open(answer) as file:
            found = json.load(file)
    return found["centres"], found["radii"]


def problem_with(centres, radii):
    if len(centres) != COUNT or len(radii) != COUNT:
        return "not nine circles"
    for (x, y), radius in zip(centres, radii):
        if not radius > 0 or min(x, y, 1 - x, 1 - y) < radius:
            return "a circle leaves the square"
    for i in range(COUNT):
        for j in range(i):
            if math.dist(centres[i], centres[j]) < radii[i] + radii[j]:
                return "two circles overlap"
    return None


def evaluate(program_path):
    try:
        centres, radii = packing_of(program_path, 20)
        problem = problem_with(centres, radii)
    except Exception as failure:
        problem, radii = f"{type(failure).__name__}: {failure}", []
    valid = problem is None
    total = sum(radii) if valid else 0.0
    return {
        "sum_radii": float(total),
        "target_ratio": float(total / BEST),
        "validity": 1.0 if valid else 0.0,
        "combined_score": float(total / BEST),
        **({} if valid else {"error": problem}),
    }
