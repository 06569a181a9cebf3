/**
 * A local server that speaks as OpenAI's interface does, with scripted replies and a ledger of its own.
 *
 * @module
 */
export { Ledger, type LedgerEntry, type LedgerTotals, ledgerTotals } from './ledger.ts';
export { readLedgerFile } from './ledger-file.ts';
export { type ProgramEditorOptions, programEditor } from './program-editor/program-editor.ts';
export { type ScriptFile, scriptOfData } from './read-script.ts';
export { type Rule, scriptOfRules } from './rules.ts';
export type { ModelRequest, ModelScript, ReplyFault, ScriptedReply } from './script.ts';
export { type SpawnedModelServer, spawnModelServer } from './spawn-model-server.ts';
export { type ModelServer, type ModelServerOptions, startModelServer } from './start-model-server.ts';
