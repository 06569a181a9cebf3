"""Scores a packing of nine circles: the sum of their radii, if they lie in the square and do not overlap."""

import argparse
import math

from shinka.core import run_shinka_eval

COUNT = 9


def validate(result):
    centres, radii, total = result
    if len(centres) != COUNT or len(radii) != COUNT:
        return False, f"{len(centres)} centres and {len(radii)} radii, not {COUNT}"
    for (x, y), radius in zip(centres, radii):
        if not radius >= 0:
            return False, f"a radius of {radius}"
        if min(x, y, 1 - x, 1 - y) < radius:
            return False, f"the circle at ({x:.3f}, {y:.3f}) leaves the square"
    for i in range(COUNT):
        for j in range(i):
            if math.dist(centres[i], centres[j]) < radii[i] + radii[j]:
                return False, f"circles {j} and {i} overlap"
    if total != sum(radii):
        return False, "the reported sum is not the sum of the radii"
    return True, None


def aggregate(results):
    centres, radii, _ = results[0]
    return {
        "combined_score": sum(radii),
        "public": {"smallest": min(radii), "largest": max(radii)},
        "private": {"count": len(centres)},
        "text_feedback": f"The smallest radius is {min(radii):.4f}, the largest {max(radii):.4f}.",
    }


def main(program_path, results_dir):
    metrics, correct, error = run_shinka_eval(
        program_path=program_path,
        results_dir=results_dir,
        experiment_fn_name="run_packing",
        num_runs=1,
        get_experiment_kwargs=lambda run: {},
        validate_fn=validate,
        aggregate_metrics_fn=aggregate,
    )
    print("correct" if correct else error, metrics)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--program_path", type=str, default="initial.py")
    parser.add_argument("--results_dir", type=str, default="results")
    arguments = parser.parse_args()
    main(arguments.program_path, arguments.results_dir)
