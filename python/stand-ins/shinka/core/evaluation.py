"""`run_shinka_eval`: calls a function of a program several times, checks and aggregates what it returns.

Written for Kaizen from the description of the contract; it runs in Kaizen's own host only. Runs are made one after another; pictures are not drawn; a
request to stop early is understood and not followed, so that a score always comes from all runs.
"""

import json
import os
import pickle
import statistics
import time

from kaizen_task.json_value import json_value
from kaizen_task.loading import load_file


def load_program(program_path):
    """The module in a file, and only that: evaluators say by themselves where it may import from."""
    return load_file("program", program_path)


def save_json_results(results_dir, metrics, correct, error=None):
    """Writes `metrics.json` and `correct.json`."""
    os.makedirs(results_dir, exist_ok=True)
    for name, value in (("correct.json", {"correct": bool(correct), "error": error}), ("metrics.json", metrics)):
        with open(os.path.join(results_dir, name), "w", encoding="utf-8") as file:
            json.dump(value, file, default=_value_or_text)


def run_shinka_eval(
    program_path,
    results_dir,
    experiment_fn_name,
    num_runs,
    get_experiment_kwargs=None,
    aggregate_metrics_fn=None,
    validate_fn=None,
    default_metrics_on_error=None,
    **_not_followed,
):
    """Returns (metrics, correct, error) and writes them to `results_dir`.

    Run i, from 0, gets `get_experiment_kwargs(i)`, or `{"seed": i + 1}` where there is no such function.
    `validate_fn(result)` returns a bool, or a pair (bool, message or None).
    """
    problems = []
    results = []
    seconds = []
    valid = 0
    try:
        experiment = getattr(load_program(program_path), experiment_fn_name, None)
        if not callable(experiment):
            raise AttributeError(f"the program has no function {experiment_fn_name}")
        for run in range(num_runs):
            arguments = get_experiment_kwargs(run) if get_experiment_kwargs else {"seed": run + 1}
            started = time.perf_counter()
            result = experiment(**arguments)
            seconds.append(time.perf_counter() - started)
            results.append(result)
            if validate_fn is None:
                continue
            answer = validate_fn(result)
            is_valid, message = answer if isinstance(answer, tuple) else (answer, None)
            if is_valid:
                valid += 1
            else:
                problems.append(str(message or "a result is not valid"))
        metrics = dict(aggregate_metrics_fn(results)) if aggregate_metrics_fn else {"num_successful_runs": len(results)}
        error = f"Validation failed: {problems[0]}" if problems else None
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"
        problems = problems or [error]
        metrics = dict(default_metrics_on_error or {"combined_score": 0.0})
    metrics["execution_time_mean"] = statistics.fmean(seconds) if seconds else 0.0
    metrics["execution_time_std"] = statistics.pstdev(seconds) if seconds else 0.0
    if validate_fn is not None:
        metrics["num_valid_runs"] = valid
        metrics["num_invalid_runs"] = len(results) - valid
        metrics["all_validation_errors"] = sorted(set(problems))
    if "extra_data" in metrics:
        os.makedirs(results_dir, exist_ok=True)
        with open(os.path.join(results_dir, "extra.pkl"), "wb") as file:
            pickle.dump(metrics.pop("extra_data"), file)
    save_json_results(results_dir, metrics, error is None, error)
    return metrics, error is None, error


def _value_or_text(value):
    try:
        return json_value(value)
    except TypeError:
        return str(value)
