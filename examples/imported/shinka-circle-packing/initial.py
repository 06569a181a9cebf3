"""Nine circles in the unit square: centres on a grid, radii as large as the nearest wall or neighbour allows."""

import math


# EVOLVE-BLOCK-START
def place():
    spacing = 0.22
    start = 0.2
    centres = []
    for row in range(3):
        for column in range(3):
            centres.append((start + column * spacing, start + row * spacing))
    return centres


def largest_radii(centres):
    radii = []
    for x, y in centres:
        radii.append(0.45 * min(x, y, 1 - x, 1 - y))
    for i in range(len(centres)):
        for j in range(i):
            apart = math.dist(centres[i], centres[j])
            if radii[i] + radii[j] > apart:
                scale = apart / (radii[i] + radii[j])
                radii[i] *= scale
                radii[j] *= scale
    return radii


# EVOLVE-BLOCK-END


def run_packing():
    centres = place()
    radii = largest_radii(centres)
    return centres, radii, sum(radii)
