"""The value that was packed, in per cent of what a knapsack of divisible items would hold."""

import random

from kaizen_task import Invalid, Result, instance_seeds, serve


def instance(seed):
    """A capacity and 40 items (value, weight)."""
    draw = random.Random(seed)
    weights = [draw.uniform(1, 20) for _ in range(40)]
    return [0.3 * sum(weights), [[weight * draw.uniform(0.2, 1) + draw.uniform(0, 4), weight] for weight in weights]]


def bound(capacity, items):
    """Dantzig's bound: by value per weight, and a part of the first item that does not fit."""
    total = 0.0
    for value, weight in sorted(items, key=lambda item: -item[0] / item[1]):
        part = min(1.0, capacity / weight)
        total += part * value
        capacity -= part * weight
    return total


def evaluate(candidate, context):
    instances = [instance(seed) for seed in instance_seeds("items", context.split, 12)]
    answers = candidate.call("pack", instances)
    scores = []
    for (capacity, items), chosen in zip(instances, answers):
        if not isinstance(chosen, list) or not all(type(i) is int and 0 <= i < len(items) for i in chosen):
            return Invalid("pack must return places in the list of items")
        if len(set(chosen)) < len(chosen):
            return Invalid("an item was packed twice")
        if sum(items[i][1] for i in chosen) > capacity * (1 + 1e-12):
            return Invalid("the items are heavier than the capacity")
        scores.append(100 * sum(items[i][0] for i in chosen) / bound(capacity, items))
    return Result(score=sum(scores) / len(scores), instances=scores)


serve(evaluate)
