"""Scores a search by how near it comes to the lowest point of a bumpy bowl, which is at (-1.8, 0.6)."""

import concurrent.futures
import importlib.util
import math
import time

from openevolve.evaluation_result import EvaluationResult

LOWEST = (-1.8, 0.6)
CALLS = 400


def height(x, y):
    dx, dy = x - LOWEST[0], y - LOWEST[1]
    return (dx * dx + dy * dy) / 8 + 1.2 - 0.6 * (math.cos(3 * dx) + math.cos(3 * dy))


class TooManyCalls(Exception):
    pass


def counted():
    calls = 0

    def limited(x, y):
        nonlocal calls
        calls += 1
        if calls > CALLS:
            raise TooManyCalls(f"more than {CALLS} calls of the function")
        return height(x, y)

    return limited


def load(program_path):
    specification = importlib.util.spec_from_file_location("program", program_path)
    program = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(program)
    return program


def within(seconds, function, *arguments):
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(function, *arguments).result(timeout=seconds)


def score_of(program, trials):
    total = 0.0
    for _ in range(trials):
        x, y = within(1, program.run, counted())
        if not (isinstance(x, (int, float)) and isinstance(y, (int, float))):
            raise TypeError("run must return two numbers")
        total += 1 / (1 + max(0.0, height(float(x), float(y))))
    return total / trials


def evaluate_stage1(program_path):
    try:
        return {"combined_score": score_of(load(program_path), 1)}
    except Exception as problem:
        return {"combined_score": 0.0, "error": str(problem)}


def evaluate_stage2(program_path):
    return evaluate(program_path)


def evaluate(program_path):
    started = time.perf_counter()
    try:
        score = score_of(load(program_path), 8)
    except Exception as problem:
        return EvaluationResult(metrics={"combined_score": 0.0, "error": str(problem)}, artifacts={"stage": "search"})
    return EvaluationResult(
        metrics={"combined_score": score, "trials": 8},
        artifacts={"note": f"eight trials in {time.perf_counter() - started:.2f} s"},
    )
