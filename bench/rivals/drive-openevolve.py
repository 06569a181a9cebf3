"""Runs OpenEvolve on a task folder against a model server: drive-openevolve.py FOLDER RESULTS URL PROPOSALS IN_FLIGHT."""

import os
import sys

from openevolve import run_evolution
from openevolve.config import Config, LLMModelConfig

if __name__ == "__main__":
    folder, results, url, proposals, in_flight = sys.argv[1:]
    config = Config(max_iterations=int(proposals), log_level="WARNING")
    config.llm.models = [LLMModelConfig(name="fake", api_base=url, api_key="none", weight=1.0, timeout=60, retries=0)]
    config.llm.api_base = url
    # Its processes ask and evaluate in turn, so their number is what is in flight.
    config.evaluator.parallel_evaluations = int(in_flight)
    config.evaluator.cascade_evaluation = False
    run_evolution(
        initial_program=os.path.join(folder, "initial_program.py"),
        evaluator=os.path.join(folder, "evaluator.py"),
        config=config,
        output_dir=results,
        cleanup=False,
    )
