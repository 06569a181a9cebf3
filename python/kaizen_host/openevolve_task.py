"""Tasks in the layout of OpenEvolve: `evaluator.py` with `evaluate(program_path)` and, for a cascade, its stages."""

import asyncio
import inspect
import os
import sys

from kaizen_task.loading import load_file

from .chance import seed_generators
from .child import Invalid

MODULE = "evaluation_module"
MAX_ARTIFACT_CHARACTERS = 20_000
STAGES = ("evaluate_stage1", "evaluate_stage2", "evaluate_stage3")


def load_evaluator(configuration: dict):
    """The task's evaluator, imported once in a process."""
    known = sys.modules.get(MODULE)
    if known is not None:
        return known
    path = os.path.join(configuration["folder"], configuration["evaluator"])
    module = load_file(MODULE, path)
    if not callable(getattr(module, "evaluate", None)) and not callable(getattr(module, STAGES[0], None)):
        raise AttributeError(f"{configuration['evaluator']} has no function evaluate(program_path)")
    return module


def openevolve_handler(configuration: dict, path: str):
    module = load_evaluator(configuration)

    def call(_name: str, argument_lists: list) -> list:
        return [evaluate_once(configuration, module, path, context) for (context,) in argument_lists]

    return call


def evaluate_once(configuration: dict, module: object, path: str, context: dict) -> dict:
    seed_generators(context["seed"])
    is_cascade = configuration.get("cascade", True) and callable(getattr(module, STAGES[0], None))
    if not is_cascade:
        extra = configuration.get("evaluatorArguments") or {}
        metrics, artifacts = parts_of(run(module.evaluate, path, extra))
        return {"metrics": metrics, "artifacts": artifacts, "stages": 1}
    return run_cascade(configuration, module, path)


def run_cascade(configuration: dict, module: object, path: str) -> dict:
    """The stages in order, as long as each passes the threshold after it; their metrics are merged.

    A stage that fails after the first leaves the results before it and `stageN_passed: 0`.
    """
    thresholds = configuration.get("thresholds", [0.5, 0.75, 0.9])
    metrics: dict = {}
    artifacts: dict = {}
    done = 0
    for number, name in enumerate(STAGES):
        function = getattr(module, name, None)
        if not callable(function):
            break
        if number > 0 and (number > len(thresholds) or not passes(metrics, thresholds[number - 1])):
            break
        try:
            found, shown = parts_of(run(function, path, {}))
        except Exception as problem:
            if number == 0:
                raise
            metrics[f"stage{number + 1}_passed"] = 0.0
            artifacts[f"stage{number + 1}_error"] = f"{type(problem).__name__}: {problem}"
            break
        metrics.update(found)
        artifacts.update(shown)
        done = number + 1
    return {"metrics": metrics, "artifacts": artifacts, "stages": done}


def passes(metrics: dict, threshold: float) -> bool:
    """`combined_score`, else the mean of the numbers that are not called "error", reaches the threshold."""
    score = metrics.get("combined_score")
    if is_number(score):
        return score >= threshold
    numbers = [value for name, value in metrics.items() if name != "error" and is_number(value)]
    return bool(numbers) and sum(numbers) / len(numbers) >= threshold


def is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def run(function, path: str, extra: dict) -> object:
    result = function(path, **extra)
    return asyncio.run(result) if inspect.iscoroutine(result) else result


def parts_of(result: object) -> "tuple[dict, dict]":
    """Metrics and artifacts of a dict, or of any object that has both."""
    metrics = result if isinstance(result, dict) else getattr(result, "metrics", None)
    if not isinstance(metrics, dict):
        raise Invalid(f"evaluate returned {type(result).__name__}, not a dict of metrics or an EvaluationResult")
    artifacts = {} if isinstance(result, dict) else getattr(result, "artifacts", None) or {}
    return (
        {str(name): plain_metric(value) for name, value in metrics.items()},
        {str(name): text_of(value) for name, value in artifacts.items()},
    )


def plain_metric(value: object) -> object:
    """Numbers of other libraries as numbers; everything that is neither number nor text as text."""
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "size", 1) == 1:
        value = item()
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)[:MAX_ARTIFACT_CHARACTERS]


def text_of(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text[:MAX_ARTIFACT_CHARACTERS]
