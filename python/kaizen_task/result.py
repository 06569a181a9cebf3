"""What an evaluator returns."""

from dataclasses import dataclass, field, fields
from typing import Any, Dict, List, Optional


@dataclass
class Result:
    """A score and what else is known of a candidate. Only the score is needed; it must be finite."""

    score: float
    #: Other numbers, shown to operators, models and people.
    metrics: Dict[str, float] = field(default_factory=dict)
    #: Numbers for reports only.
    private_metrics: Dict[str, float] = field(default_factory=dict)
    #: Coordinates for MAP-Elites.
    descriptors: Optional[List[float]] = None
    #: The score of each instance, in a fixed order.
    instances: Optional[List[float]] = None
    #: Text: where it lost, what went wrong.
    feedback: Optional[str] = None
    #: Small JSON values worth keeping; `picture` is SVG text.
    artifacts: Dict[str, Any] = field(default_factory=dict)
    #: A hash of what the candidate did; equal behaviour is evaluated once.
    behaviour: Optional[str] = None

    def to_json(self) -> dict:
        names = {"private_metrics": "privateMetrics"}
        values = {names.get(item.name, item.name): getattr(self, item.name) for item in fields(self)}
        return {name: value for name, value in values.items() if value is not None and value != {}}


@dataclass
class Invalid:
    """The candidate breaks the rules of the task."""

    reason: str
    feedback: Optional[str] = None

    def to_json(self) -> dict:
        answer = {"invalid": self.reason}
        return answer if self.feedback is None else {**answer, "feedback": self.feedback}


def plain(answer: object) -> dict:
    """What `evaluate` returned, as JSON has it: a Result, an Invalid, a dict of the same members, or a bare number."""
    if isinstance(answer, (Result, Invalid)):
        return answer.to_json()
    if isinstance(answer, dict):
        return answer
    if isinstance(answer, (int, float)) and not isinstance(answer, bool):
        return {"score": answer}
    raise TypeError(f"evaluate must return a Result, an Invalid, a dict or a number, not {type(answer).__name__}")
