"""Runs ShinkaEvolve on a task folder against a model server: drive-shinka.py FOLDER RESULTS URL PROPOSALS IN_FLIGHT."""

import os
import sys

from shinka.core.async_runner import ShinkaEvolveRunner
from shinka.core.config import EvolutionConfig
from shinka.database.dbase import DatabaseConfig
from shinka.launch.scheduler import LocalJobConfig

folder, results, url, proposals, in_flight = sys.argv[1:]
os.environ["FAKE_KEY"] = "none"
# It keeps no more proposals in flight than half of the processor's cores, and no more than evaluations: to be compared
# with as many calls in flight as the others have, it is told of a larger machine.
os.cpu_count = lambda: 4 * int(in_flight)
runner = ShinkaEvolveRunner(
    evo_config=EvolutionConfig(
        init_program_path=os.path.join(folder, "initial.py"),
        results_dir=results,
        num_generations=int(proposals),
        llm_models=[f"local/fake@{url}?api_key_env=FAKE_KEY"],
        # One call of a model for each proposal and nothing beside it, as in the other systems here.
        embedding_model=None,
        meta_rec_interval=None,
        patch_types=["diff"],
        patch_type_probs=[1.0],
    ),
    job_config=LocalJobConfig(eval_program_path=os.path.join(folder, "evaluate.py")),
    db_config=DatabaseConfig(),
    max_proposal_jobs=int(in_flight),
    max_evaluation_jobs=int(in_flight),
    verbose=False,
)
runner.run()
