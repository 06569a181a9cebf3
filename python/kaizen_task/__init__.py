"""Writes evaluators for Kaizen in Python, with nothing but the standard library.

    from kaizen_task import Invalid, Result, instance_seeds, serve

    def evaluate(candidate, context):
        answers = candidate.call("f", [[x] for x in range(10)])
        if not all(isinstance(answer, (int, float)) for answer in answers):
            return Invalid("f must return numbers")
        return Result(score=sum(answers), feedback="larger is better")

    serve(evaluate)
"""

from .candidate import Candidate, FolderCandidate, RemoteCandidate
from .context import Context, instance_seeds
from .result import Invalid, Result
from .serve import serve

__all__ = [
    "Candidate",
    "Context",
    "FolderCandidate",
    "Invalid",
    "RemoteCandidate",
    "Result",
    "instance_seeds",
    "serve",
]
__version__ = "0.1.0"
