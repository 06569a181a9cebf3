"""The same functions, by the name of the module that some evaluators import from."""

from .evaluation import load_program, run_shinka_eval, save_json_results

__all__ = ["load_program", "run_shinka_eval", "save_json_results"]
