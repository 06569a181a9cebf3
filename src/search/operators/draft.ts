import type { JsonObject } from '../../base/json.ts';
import type { Parent, Proposal } from '../../core/operator.ts';
import { createProgram, type Program } from '../../core/program.ts';
import { applyEdits, type Edit, touchesMarker } from './javascript/source-edit.ts';
import { isWellFormed } from './program-syntax.ts';

/** Edits of one file that may become a child. */
export interface Draft {
  readonly file: { readonly path: string };
  readonly edits: readonly Edit[];
  readonly note?: JsonObject;
}

/**
 * Asks for drafts until one is a child: a syntactically valid text that differs from the parent's and that `accept`
 * takes. A draft that is a text is the reason why there is none; the last reason is the proposal's.
 */
export function proposeFrom(
  parent: Parent,
  attempts: number,
  draft: () => Draft | string,
  accept: (program: Program) => boolean = () => true,
): Proposal {
  let reason = 'no-attempt';
  for (let attempt = 0; attempt < attempts; attempt++) {
    const next = draft();
    const proposal = typeof next === 'string' ? rejected(next) : complete(parent, next);
    if (proposal.kind === 'proposed' && accept(proposal.program)) return proposal;
    reason = proposal.kind === 'rejected' ? proposal.reason : 'not-accepted';
    // Operators build valid text by construction: this is a defect, and hiding it behind another attempt would not help.
    if (reason === 'does-not-parse') break;
  }
  return rejected(reason);
}

export function rejected(reason: string): Proposal {
  return { kind: 'rejected', reason };
}

function complete(parent: Parent, draft: Draft): Proposal {
  const { path } = draft.file;
  const before = parent.program.files[path] as string;
  if (touchesMarker(before, draft.edits)) return rejected('touches-marker');
  const text = applyEdits(before, draft.edits);
  if (text === before) return rejected('no-change');
  if (!isWellFormed(parent.program, path, text)) return rejected('does-not-parse');
  const program = createProgram({ ...parent.program, files: { ...parent.program.files, [path]: text } });
  return { kind: 'proposed', program, note: { ...inheritedNote(parent), ...draft.note } };
}

/** Step sizes stay with a line of descent when another operator edits it in between. */
function inheritedNote({ member }: Parent): JsonObject {
  const { sigma } = member.note;
  return typeof sigma === 'number' ? { sigma } : {};
}
