"""Tasks in the layout of ShinkaEvolve: `evaluate.py --program_path P --results_dir R` writes two JSON files."""

import contextlib
import io
import json
import os
import runpy
import shutil
import sys
import tempfile

from .chance import seed_generators
from .child import Invalid

MAX_FILE_BYTES = 4_000_000
MAX_PICTURE_BYTES = 500_000
KEPT_ERRORS = 500


def shinka_handler(configuration: dict, path: str):
    def call(_name: str, argument_lists: list) -> list:
        return [evaluate_once(configuration, path, context) for (context,) in argument_lists]

    return call


def evaluate_once(configuration: dict, path: str, context: dict) -> dict:
    seed_generators(context["seed"])
    results = tempfile.mkdtemp(prefix="results-", dir=os.environ.get("KAIZEN_JOB"))
    script = os.path.join(configuration["folder"], configuration["evaluator"])
    sys.argv = [script, "--program_path", path, "--results_dir", results]
    code: object = 0
    errors = Tail(sys.stderr)
    try:
        with contextlib.redirect_stderr(errors):
            runpy.run_path(script, run_name="__main__")
    except SystemExit as problem:
        code = problem.code
    outcome = {
        "exit": 0 if code is None else code if isinstance(code, int) else str(code),
        "metrics": read_json(results, "metrics.json"),
        "correct": read_json(results, "correct.json"),
        "picture": read_picture(results),
        "errors": errors.text,
    }
    shutil.rmtree(results, ignore_errors=True)
    return outcome


class Tail(io.TextIOBase):
    """Passes text on and keeps the end of it."""

    def __init__(self, stream) -> None:
        self.stream = stream
        self.text = ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text = (self.text + text)[-KEPT_ERRORS:]
        return self.stream.write(text)

    def flush(self) -> None:
        self.stream.flush()


def read_json(folder: str, name: str) -> object:
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        return None
    if os.path.getsize(path) > MAX_FILE_BYTES:
        raise Invalid(f"{name} is larger than {MAX_FILE_BYTES} bytes")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        return json.loads(text)
    except ValueError as problem:
        raise Invalid(f"{name} is no JSON: {problem}") from None


def read_picture(folder: str) -> "str | None":
    """The first SVG file among the results."""
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            path = os.path.join(place, name)
            if name.endswith(".svg") and os.path.getsize(path) <= MAX_PICTURE_BYTES:
                with open(path, encoding="utf-8", errors="replace") as file:
                    return file.read()
    return None
