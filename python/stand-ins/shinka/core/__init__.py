"""The part of `shinka.core` that evaluators use."""

from .evaluation import load_program, run_shinka_eval, save_json_results

__all__ = ["load_program", "run_shinka_eval", "save_json_results"]
