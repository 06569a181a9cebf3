"""Loads modules from files: the one way in which programs and evaluators are imported."""

import importlib.machinery
import importlib.util
import os
import sys


def load_file(name: str, path: str):
    """The module in a file. It is known by its name before it runs, which dataclasses and pickle rely on."""
    specification = importlib.util.spec_from_file_location(name, path)
    if specification is None or specification.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def load_program(path: str):
    """The module of a program's entry file. The files beside it are imported first, as for a script.

    A module of the same name that was imported before, by whoever runs the program, is forgotten: the program would get
    it in the place of its own file.
    """
    folder, file = os.path.split(os.path.abspath(path))
    if folder in sys.path:
        sys.path.remove(folder)
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    own = own_modules(folder)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in own and not is_below(module, folder):
            del sys.modules[name]
    # By this name, and not a second time, its own files import it.
    stem = os.path.splitext(file)[0]
    return load_file(stem if stem in own else "program", path)


#: Imported before any script; newer versions of Python have them frozen.
FIRST = ("__main__", "abc", "codecs", "io", "os", "site", "stat")


def own_modules(folder: str) -> "set[str]":
    """Names of the modules and packages in a folder, but for those that no file can stand in for, such as sys and os."""
    names = {entry[:-3] for entry in os.listdir(folder) if entry.endswith(".py")}
    names |= {entry for entry in os.listdir(folder) if os.path.isfile(os.path.join(folder, entry, "__init__.py"))}
    return {
        name
        for name in names
        if name not in FIRST
        and name not in sys.builtin_module_names
        and importlib.machinery.FrozenImporter.find_spec(name) is None
    }


def is_below(module: object, folder: str) -> bool:
    return str(getattr(module, "__file__", None) or "").startswith(folder + os.sep)
