import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Json } from '../../src/base/json.ts';
import { MALFORMATIONS } from './program-editor/malformed.ts';
import { type ProgramEditorOptions, programEditor } from './program-editor/program-editor.ts';
import { type Rule, scriptOfRules } from './rules.ts';
import type { ModelScript } from './script.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const range = z.union([count, z.strictObject({ from: count, to: count, every: count.min(1) }).partial()]);
const when = z
  .strictObject({
    endpoint: z.enum(['chat', 'embeddings']),
    model: z.string(),
    text: z.string(),
    pattern: z.string(),
    call: range,
    callOfModel: range,
    attempt: range,
    share,
  })
  .partial();
const status = z.strictObject({
  kind: z.literal('status'),
  status: z.number().int().min(100).max(599),
  message: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  retryAfterAs: z.enum(['seconds', 'date']).optional(),
});
const fault = z.discriminatedUnion('kind', [
  status,
  z.strictObject({ kind: z.enum(['never-answered', 'duplicated', 'usage-missing', 'empty']) }),
  z.strictObject({ kind: z.enum(['dropped', 'truncated']), share: share.optional() }),
  z.strictObject({ kind: z.literal('content-type'), contentType: z.string().optional(), body: z.string().optional() }),
  z.strictObject({ kind: z.literal('usage-absurd'), usage: z.custom<Json>().optional() }),
]);
const reply = z
  .strictObject({
    text: z.string(),
    json: z.custom<Json>(),
    reasoning: z.string(),
    toolCalls: z.array(z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.custom<Json>()) })),
    finish: z.enum(['stop', 'length', 'tool_calls', 'content_filter']),
    vectors: z.array(z.array(z.number())),
    usage: z.strictObject({ tokensIn: count, tokensCached: count, tokensOut: count, tokensReasoning: count }).partial(),
    latencyMs: z.number().min(0),
    chunkDelayMs: z.number().min(0),
    fault,
    isBilled: z.boolean(),
  })
  .partial();
function asReply(value: unknown): unknown {
  return typeof value === 'string' ? { text: value } : value;
}

const scriptFile = z.strictObject({
  rules: z.array(z.strictObject({ when: when.optional(), reply: z.preprocess(asReply, reply) })).default([]),
  programEditor: z
    .union([
      z.boolean(),
      z
        .strictObject({
          format: z.enum(['diff', 'full']),
          malformed: z.partialRecord(z.enum(MALFORMATIONS), share),
          variesByAttempt: z.boolean(),
        })
        .partial(),
    ])
    .default(false),
});

/** What a script file in JSON may hold. */
export interface ScriptFile {
  /** The first rule that holds counts. */
  readonly rules?: readonly Rule[];
  /** What answers where no rule does, or fills in what a rule leaves open. */
  readonly programEditor?: boolean | ProgramEditorOptions;
}

/** Checks a script that came as data and makes it one that can be asked. Throws an error that names the member at fault. */
export function scriptOfData(data: unknown): ModelScript {
  const checked = scriptFile.safeParse(data);
  if (!checked.success) throw new Error(`this is no script of a model server:\n${z.prettifyError(checked.error)}`);
  const { rules, programEditor: editor } = checked.data;
  return scriptOfRules(
    // Without the members that were left out, and so with the types that say so.
    rules as readonly Rule[],
    editor === false ? undefined : programEditor(editor === true ? {} : (editor as ProgramEditorOptions)),
  );
}

/** Reads a script: `program-editor`, a file of JSON, or a module whose default export is a script. */
export async function readScript(name: string): Promise<ModelScript> {
  if (name === 'program-editor') return programEditor();
  if (name.endsWith('.json')) return scriptOfData(JSON.parse(readFileSync(name, 'utf8')));
  const module = (await import(pathToFileURL(resolve(name)).href)) as { default?: unknown };
  if (typeof module.default !== 'function') throw new Error(`${name} has no function as its default export`);
  return module.default as ModelScript;
}
