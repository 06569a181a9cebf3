"""Numbers and arrays of numerical libraries as JSON has them."""


def json_value(value: object) -> object:
    """What `json.dumps(…, default=json_value)` asks for. Raises TypeError for what has no plain form."""
    for name in ("tolist", "item"):
        convert = getattr(value, name, None)
        if callable(convert):
            return convert()
    if isinstance(value, (set, frozenset)):
        raise TypeError("a set has no order; return a list")
    raise TypeError(f"{type(value).__name__} cannot be sent")
