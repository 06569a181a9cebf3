"""Nine circles in the unit square."""


# EVOLVE-BLOCK-START
def construct():
    """Centres and radii: one circle in the middle, eight around it."""
    centres = [(0.5, 0.5)]
    near = 0.17
    far = 0.83
    middle = 0.5
    for x, y in [(near, near), (near, middle), (near, far), (middle, near), (middle, far)]:
        centres.append((x, y))
    for x, y in [(far, near), (far, middle), (far, far)]:
        centres.append((x, y))
    radius = 0.1
    return centres, [radius] * 9


# EVOLVE-BLOCK-END


def run():
    centres, radii = construct()
    return {"centres": centres, "radii": radii}
