"""Fills a knapsack, most promising item first. How promising an item is, rank.py says."""

from rank import rank


# EVOLVE-BLOCK-START
def usable(capacity):
    return 0.9 * capacity


# EVOLVE-BLOCK-END


def pack(capacity, items):
    """Places of the chosen items in the list of (value, weight)."""
    limit = usable(capacity)
    chosen = []
    for i in sorted(range(len(items)), key=lambda i: -rank(*items[i])):
        if items[i][1] <= limit:
            chosen.append(i)
            limit -= items[i][1]
    return chosen
