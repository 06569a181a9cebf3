"""Answers calls of a program's functions."""

from kaizen_task.loading import load_program

from .child import Invalid


def calls_handler(path: str):
    module = load_program(path)

    def call(name: str, argument_lists: list) -> list:
        function = getattr(module, name, None)
        if not callable(function):
            raise Invalid(f"the program has no function {name}")
        return [function(*arguments) for arguments in argument_lists]

    return call
