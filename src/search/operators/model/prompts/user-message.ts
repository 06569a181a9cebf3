import type { ModelProposalInput, ShownCandidate } from '../../../../core/model-operator.ts';
import type { Program } from '../../../../core/program.ts';
import { editableFiles } from '../edits/editable-files.ts';
import { CROSSOVER_PROMPT, DIFF_PROMPT, FIX_PROMPT, FULL_PROMPTS, type FullFlavour } from './edits.ts';
import { fenceFor } from './fenced.ts';
import { fillPrompt, type PromptText } from './prompt-text.ts';
import { type Shown, shownInspirations, shownParent } from './shown-candidate.ts';
import { LONGEST_SHOWN, lengthOf } from './shown-program.ts';
import { CODE_PROTOCOL, DIFF_PROTOCOL, SEVERAL_FILES } from './system.ts';

/** What one proposal asks for. */
export type EditKind =
  | { readonly kind: 'diff' }
  | { readonly kind: 'full'; readonly flavour: FullFlavour }
  | { readonly kind: 'cross'; readonly partner: number }
  | { readonly kind: 'fix' };

export interface UserMessage {
  readonly prompt: PromptText;
  readonly content: string;
  readonly expects: 'diff' | 'rewrite';
}

type Context = Pick<ModelProposalInput, 'parent' | 'inspirations' | 'best' | 'task'>;

export function userMessage(edit: EditKind, input: Context): UserMessage {
  const { program } = input.parent;
  const prompt = promptOf(edit);
  const expects = edit.kind === 'diff' ? 'diff' : 'rewrite';
  const content = fillPrompt(prompt, {
    ...shownContext(input),
    partner: edit.kind === 'cross' ? String(edit.partner) : '',
    protocol: fillPrompt(expects === 'diff' ? DIFF_PROTOCOL : CODE_PROTOCOL, {
      fence: fenceFor(...Object.values(program.files)),
      language: /^[a-z0-9+#-]{1,20}$/i.test(program.language) ? program.language : '',
      files: filesRule(program),
    }).trim(),
  });
  return { prompt, content: content.trim(), expects };
}

export function shownContext({ parent, inspirations, best, task }: Context): { context: string; parent: string } {
  const shown: Shown = { parent, inspirations, best, direction: task.direction };
  return { context: shownInspirations(shown), parent: shownParent(shown) };
}

/** Programs that are too long to be shown are left out. */
export function showable(inspirations: readonly ShownCandidate[]): ShownCandidate[] {
  return inspirations.filter(({ program }) => lengthOf(program) <= LONGEST_SHOWN.inspiration);
}

function promptOf(edit: EditKind): PromptText {
  switch (edit.kind) {
    case 'diff':
      return DIFF_PROMPT;
    case 'full':
      return FULL_PROMPTS[edit.flavour];
    case 'cross':
      return CROSSOVER_PROMPT;
    case 'fix':
      return FIX_PROMPT;
  }
}

function filesRule(program: Program): string {
  if (Object.keys(program.files).length === 1) return '';
  return fillPrompt(SEVERAL_FILES, { paths: editableFiles(program).join(', ') });
}
