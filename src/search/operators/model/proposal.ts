import type { JsonObject } from '../../../base/json.ts';
import type { ModelProposal, ModelProposalInput } from '../../../core/model-operator.ts';
import type { Program } from '../../../core/program.ts';
import type { EditFailure } from './edits/edit-failure.ts';
import { cleanBlock } from './extract/clean-text.ts';
import type { EditTitle } from './extract/read-reply.ts';

const LONGEST_DETAIL = 2_000;

export function rejectedFor({ reason, message }: EditFailure): ModelProposal {
  return { kind: 'rejected', reason, detail: cleanBlock(message, LONGEST_DETAIL) };
}

/** A proposal with the note that the child's descendants and reports go by. */
export function proposed(
  program: Program,
  title: EditTitle,
  about: JsonObject,
  { parent }: Pick<ModelProposalInput, 'parent'>,
  shown: readonly number[],
): ModelProposal {
  const { sigma } = parent.member?.note ?? {};
  const note: JsonObject = {
    // Step sizes stay with a line of descent when a model edits it in between.
    ...(typeof sigma === 'number' ? { sigma } : {}),
    ...about,
    ...(title.name === '' ? {} : { name: title.name }),
    ...(title.description === '' ? {} : { description: title.description }),
  };
  return { kind: 'proposed', program, note, shown };
}
