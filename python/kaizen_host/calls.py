"""Answers calls of a program's functions."""

import importlib.util
import os
import sys

from .child import Invalid


def load_program(path: str):
    folder = os.path.dirname(path)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    specification = importlib.util.spec_from_file_location("program", path)
    module = importlib.util.module_from_spec(specification)
    sys.modules["program"] = module
    specification.loader.exec_module(module)
    return module


def calls_handler(path: str):
    module = load_program(path)

    def call(name: str, argument_lists: list) -> list:
        function = getattr(module, name, None)
        if not callable(function):
            raise Invalid(f"the program has no function {name}")
        return [function(*arguments) for arguments in argument_lists]

    return call
