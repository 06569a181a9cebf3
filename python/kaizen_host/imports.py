"""What is imported once, before the first program."""

import ast
import ctypes
import importlib
import os
import sys
import threading

# Libraries that start threads or devices of their own and do not bear a fork afterwards.
NOT_FORKABLE = ("torch", "tensorflow", "jax", "cupy", "ray", "grpc", "multiprocessing.resource_tracker")

PR_SET_DUMPABLE = 4


def extend_path(configuration: dict) -> None:
    """The task's own folder first, as for a script; stand-ins last, so that an installed package goes before them."""
    folder = configuration.get("folder")
    if folder:
        sys.path.insert(0, folder)
    for place in configuration.get("standIns", ()):
        sys.path.append(place)


def top_level_imports(path: str) -> "list[str]":
    """Names of the modules that a file imports at its top level."""
    try:
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return []
    names = []
    for node in tree.body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.append(node.module)
    return names


def preload(configuration: dict) -> "dict | None":
    """Imports what programs will need. Only a module that the task cannot do without makes it fail."""
    folder = configuration.get("folder")
    for path in configuration.get("preload", ()):
        for name in top_level_imports(path):
            if folder and os.path.exists(os.path.join(folder, name.split(".")[0] + ".py")):
                # A module of the task may hold state that each evaluation expects to be new.
                continue
            try:
                importlib.import_module(name)
            except Exception:
                # The program that imports it will say so itself.
                continue
    if configuration["mode"] != "openevolve":
        return None
    from .openevolve_task import load_evaluator

    try:
        load_evaluator(configuration)
    except BaseException as problem:
        return {"reason": f"{type(problem).__name__}: {problem}", "module": getattr(problem, "name", None)}
    return None


def is_safe_to_fork() -> bool:
    return threading.active_count() == 1 and not any(name in sys.modules for name in NOT_FORKABLE)


def hide_memory() -> None:
    """Keeps processes of the same user, such as a program's, from reading or changing this one (Linux)."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):
        pass
