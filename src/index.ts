/**
 * Kaizen as a library: `evolve` runs a search, `defineTask` makes a task in code. The command line (`kaizen`) is built
 * on the same two.
 *
 * @module
 */
export { KaizenError } from './base/errors.ts';
export { type Random, randomFrom, rootKey, slotKey, subKey } from './base/random.ts';
export type { Cost } from './core/cost.ts';
export type { Measurement, StageResult } from './core/evaluation.ts';
export type { Event } from './core/event.ts';
export type { RunState } from './core/run-state.ts';
export type { CandidateHandle, Evaluate, EvaluationContext, Task } from './core/task.ts';
export type { RunReport } from './engine/results.ts';
export { type EvolveOptions, type EvolveResult, evolve } from './evolve.ts';
export type { Workspace } from './store/contract.ts';
export { openWorkspace } from './store/open-workspace.ts';
export { defineTask, type TaskDefinition } from './tasks/define-task.ts';
export { loadTask } from './tasks/load-task.ts';
