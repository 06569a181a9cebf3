"""The program's own process: loads what the mode needs and answers requests until there are no more."""

import json
import os
import sys
import traceback

from kaizen_task.json_value import json_value

from .chance import seed_generators

MAX_REASON = 1_500


class Invalid(Exception):
    """What the program gave cannot be an answer."""


def run_child(configuration: dict, requests: int, replies: int) -> None:
    lines = os.fdopen(requests, "r", encoding="utf-8")
    begin = json.loads(lines.readline())
    handler = None
    for line in lines:
        request = json.loads(line)
        try:
            if handler is None:
                handler = make_handler(configuration, begin)
            answer = encode({"answers": handler(request["call"], request["arguments"])})
        except Invalid as problem:
            answer = fault("invalid", str(problem))
        except SystemExit as problem:
            answer = fault("crash", f"it ended its process with exit code {problem.code}")
        except MemoryError:
            answer = fault("crash", "out of memory")
        except BaseException as problem:
            answer = fault("crash", describe(problem, begin))
        sys.stdout.flush()
        write_all(replies, answer.encode() + b"\n")
    os._exit(0)


def make_handler(configuration: dict, begin: dict):
    path = write_program(begin)
    seed_generators(begin.get("seed", 0))
    mode = configuration["mode"]
    if mode == "shinka":
        from .shinka_task import shinka_handler

        return shinka_handler(configuration, path)
    if mode == "openevolve":
        from .openevolve_task import openevolve_handler

        return openevolve_handler(configuration, path)
    from .calls import calls_handler

    return calls_handler(path)


def write_program(begin: dict) -> str:
    """Writes the program's files into a folder of their own and returns the path of the entry file."""
    folder = os.path.join(os.environ.get("KAIZEN_JOB", os.getcwd()), "program")
    for name, text in begin["files"].items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    return os.path.join(folder, begin["entry"])


def describe(problem: BaseException, begin: dict) -> str:
    text = f"{type(problem).__name__}: {problem}"[:MAX_REASON]
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        for name in begin["files"]:
            if frame.filename.endswith("/program/" + name):
                return f"{text} ({name}:{frame.lineno})"
    return text


def fault(status: str, reason: str) -> str:
    return json.dumps({"fault": {"status": status, "reason": reason[: 2 * MAX_REASON]}})


def encode(value: object) -> str:
    try:
        return json.dumps(value, default=json_value)
    except RecursionError:
        raise Invalid("an answer is nested too deeply") from None
    except (TypeError, ValueError) as problem:
        raise Invalid(f"an answer is no JSON: {problem}") from None


def write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
