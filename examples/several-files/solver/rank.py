"""How promising an item is: the larger, the earlier it is packed."""


# EVOLVE-BLOCK-START
def rank(value, weight):
    return value - 0.2 * weight


# EVOLVE-BLOCK-END
