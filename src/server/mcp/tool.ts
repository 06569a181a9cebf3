import type { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { Json } from '../../base/json.ts';
import type { Workspace } from '../../store/contract.ts';

/** What the tools of one server work with. */
export interface ToolContext {
  /** Folders that callers name must lie in it. */
  readonly root: string;
  readonly workspaceFolder: string;
  /** Program and first arguments that start this same `kaizen`. */
  readonly launcher: readonly [string, ...string[]];
  /** Whether callers may name `command:` models, which start programs of their choice outside any sandbox. */
  readonly allowCommandModels: boolean;
  readonly clock: Clock;
  /** Opens the workspace for one call and closes it afterwards. */
  withWorkspace<T>(use: (workspace: Workspace) => T | Promise<T>): Promise<T>;
}

/** What a tool answers: one JSON object. Texts in it are cleaned and bounded before they leave the server. */
export type ToolAnswer = { readonly [key: string]: Json };

/** One tool as the server lists it. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** Whether it changes nothing: clients may then call it without asking. */
  readonly isReadOnly: boolean;
  readonly input: z.ZodObject;
  /** `input` holds the arguments as they came; fails with a KaizenError. */
  call(input: unknown, context: ToolContext, signal: AbortSignal): Promise<ToolAnswer>;
}
