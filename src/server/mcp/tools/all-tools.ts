import type { Tool } from '../tool.ts';
import { listModels } from './list-models.ts';
import { bestProgram, showCandidate } from './program-tools.ts';
import { listRuns, resumeRun, stopRun, watchRun } from './run-tools.ts';
import { startRun } from './start-run.ts';
import { steerRun } from './steer-run.ts';
import { checkTask, initTask, listTasks } from './task-tools.ts';

/** Every tool of the server, in the order in which agents use them. */
export const ALL_TOOLS: readonly Tool[] = [
  listTasks,
  listModels,
  initTask,
  checkTask,
  startRun,
  listRuns,
  watchRun,
  stopRun,
  resumeRun,
  steerRun,
  showCandidate,
  bestProgram,
];
