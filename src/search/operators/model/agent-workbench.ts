import type { z } from 'zod';
import type { StageResult } from '../../../core/evaluation.ts';
import { meritOf } from '../../../core/evaluation.ts';
import type { ToolCall } from '../../../core/model.ts';
import type { ModelProposalInput } from '../../../core/model-operator.ts';
import type { Program } from '../../../core/program.ts';
import { AGENT_TOOLS } from './agent-tools.ts';
import { applyBlocks } from './edits/apply-blocks.ts';
import { applyRewrites } from './edits/apply-rewrite.ts';
import { isFailure } from './edits/edit-failure.ts';
import { editableFiles } from './edits/editable-files.ts';
import { editableLines } from './edits/explain-miss.ts';
import { finishChild } from './edits/finish-child.ts';
import { parseBlocks } from './edits/parse-blocks.ts';
import { cleanCode, cleanLine } from './extract/clean-text.ts';
import type { EditTitle } from './extract/read-reply.ts';
import { fenced } from './prompts/fenced.ts';
import { scoreTexts } from './prompts/score-text.ts';
import { shownResults } from './prompts/shown-results.ts';

/** Longest part of a file that is shown at once, in characters. */
const LONGEST_READ = 22_000;

const CUT = '\n… (cut off)';

type Context = Pick<ModelProposalInput, 'parent' | 'task' | 'tryOut'>;

/** A program under work: what an agent's tool calls act on. Frozen text stays frozen whatever they ask for. */
export class AgentWorkbench {
  program: Program;
  /** The best version that was evaluated without a fault; merits are oriented so that higher is better. */
  bestTried: { readonly program: Program; readonly merit: number } | null = null;
  /** Set by `finish`. */
  title: EditTitle | null = null;
  readonly #context: Context;
  #triesLeft: number;

  constructor(context: Context, tries: number) {
    this.#context = context;
    this.program = context.parent.program;
    this.#triesLeft = tries;
  }

  /** Does one call and says what came of it, in at most `longest` characters. Never throws for what the model wrote. */
  async answer(call: ToolCall, longest: number): Promise<string> {
    const text = await this.#dispatch(call);
    return text.length > longest ? `${text.slice(0, longest - CUT.length)}${CUT}` : text;
  }

  async #dispatch({ name, arguments: given }: ToolCall): Promise<string> {
    switch (name) {
      case 'read_file':
        return checked(AGENT_TOOLS.read_file.input, given, (input) => this.#read(input));
      case 'edit':
        return checked(AGENT_TOOLS.edit.input, given, (input) => this.#edit(input));
      case 'write_file':
        return checked(AGENT_TOOLS.write_file.input, given, (input) => this.#write(input));
      case 'finish':
        return checked(AGENT_TOOLS.finish.input, given, (input) => this.#finish(input));
      case 'evaluate':
        return this.#evaluate();
      default:
        return `There is no such tool. Tools: ${Object.keys(AGENT_TOOLS).join(', ')}.`;
    }
  }

  #read({
    path = this.program.entry,
    from = 1,
    to,
  }: {
    path?: string | undefined;
    from?: number | undefined;
    to?: number | undefined;
  }): string {
    const text = Object.hasOwn(this.program.files, path) ? this.program.files[path] : undefined;
    if (text === undefined) return `There is no such file. Files: ${Object.keys(this.program.files).join(', ')}.`;
    const lines = cleanCode(text).split('\n');
    const shown = lines.slice(from - 1, to);
    const code = shown.join('\n').slice(0, LONGEST_READ);
    const head = `Lines ${from}–${Math.min(lines.length, to ?? lines.length)} of ${lines.length} of ${path}`;
    return `${head}\n${fenced(code)}\n${editableLines(this.program, [path])}`;
  }

  #edit({ path = null, blocks: text }: { path?: string | null | undefined; blocks: string }): string {
    const blocks = parseBlocks(text, editableFiles(this.program));
    if (isFailure(blocks)) return refusal(blocks.message);
    if (blocks.length === 0) return refusal('There is no SEARCH/REPLACE block in it.');
    const applied = applyBlocks(
      this.program,
      blocks.map((block) => ({ ...block, path: block.path ?? path })),
    );
    if (isFailure(applied)) return refusal(applied.message);
    return this.#take(applied.files, applied.notices);
  }

  #write({ path = null, text }: { path?: string | null | undefined; text: string }): string {
    const rewritten = applyRewrites(this.program, [{ path, code: text }]);
    return isFailure(rewritten) ? refusal(rewritten.message) : this.#take(rewritten.files, []);
  }

  #take(files: Readonly<Record<string, string>>, notices: readonly string[]): string {
    const next = finishChild(this.program, files);
    if (isFailure(next)) return refusal(next.message);
    this.program = next;
    return ['Done.', ...notices].join('\n');
  }

  async #evaluate(): Promise<string> {
    if (this.program.hash === this.#context.parent.program.hash) return refusal('Nothing was changed yet.');
    const results = this.#triesLeft > 0 ? await this.#context.tryOut(this.program) : null;
    if (results === null) return 'No evaluations are left. Call finish.';
    this.#triesLeft -= 1;
    const { direction } = this.#context.task;
    const score = scoreOfResults(results);
    if (score !== null) {
      const merit = meritOf(score, direction);
      if (merit > (this.bestTried?.merit ?? Number.NEGATIVE_INFINITY))
        this.bestTried = { program: this.program, merit };
    }
    const head = score === null ? 'score: none, the program fails' : `score: ${scoreTexts([score])[0]}`;
    const left = `Evaluations left: ${this.#triesLeft}.`;
    return [head, shownResults(results, direction), left].filter((part) => part !== '').join('\n');
  }

  #finish({ name = '', description = '' }: { name?: string | undefined; description?: string | undefined }): string {
    if (this.program.hash === this.#context.parent.program.hash) return refusal('Nothing was changed yet.');
    this.title = { name: cleanLine(name, 80), description: cleanLine(description, 600) };
    return 'Handed in.';
  }
}

/** The score on the last train stage that was reached; null for a failure on it. */
function scoreOfResults(results: readonly StageResult[]): number | null {
  const last = results.filter(({ split }) => split === 'train').at(-1);
  return last?.status === 'ok' ? last.measurement.score : null;
}

function checked<Input>(schema: z.ZodType<Input>, given: unknown, act: (input: Input) => string): string {
  const parsed = schema.safeParse(given);
  if (parsed.success) return act(parsed.data);
  const [issue] = parsed.error.issues;
  return refusal(`${issue?.path.join('.') || 'arguments'}: ${issue?.message}`);
}

function refusal(message: string): string {
  return `Refused, nothing was changed. ${fenced(cleanCode(message), 'text')}`;
}
