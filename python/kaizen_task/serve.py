"""The protocol: one JSON value on each line of standard input and output."""

import json
import os
import sys
from typing import Any, Callable

from .candidate import Candidate, FolderCandidate, RemoteCandidate
from .context import Context
from .json_value import json_value
from .result import plain


def serve(evaluate: Callable[[Candidate, Context], Any]) -> None:
    """Answers requests until there are no more. What is printed meanwhile goes to standard error.

    An exception of `evaluate` is not caught: Kaizen shows its last lines and calls it a defect of the evaluator (outside
    of the sandbox), or the candidate's fault (inside, where the two cannot be told apart).
    """
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def send(value: dict) -> None:
        replies.write(json.dumps(value, default=json_value) + "\n")
        replies.flush()

    def ask(value: dict) -> dict:
        send(value)
        line = sys.stdin.readline()
        if not line:
            # Nobody waits for the score any more.
            raise SystemExit(0)
        return json.loads(line)

    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        if "evaluate" in request:
            given = request["evaluate"]
            candidate = RemoteCandidate(given["program"], ask)
            send(plain(evaluate(candidate, _context(given))))
        else:
            answers = []
            for (given,) in request["arguments"]:
                inside = FolderCandidate(given["language"], given["entry"], os.getcwd())
                answers.append(plain(evaluate(inside, _context(given))))
            send({"answers": answers})


def _context(given: dict) -> Context:
    return Context(
        stage=given["stage"], split=given["split"], seed=given["seed"], repeat=given.get("repeat", 0)
    )
