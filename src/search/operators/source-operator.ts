import type { JsonObject } from '../../base/json.ts';
import type { Random } from '../../base/random.ts';
import type { Operator, ProposalInput } from '../../core/operator.ts';
import type { Program } from '../../core/program.ts';
import { type Draft, proposeFrom, rejected } from './draft.ts';
import { applyEdits, type Edit } from './javascript/source-edit.ts';
import { type OpenSource, openSource, openSourceForEdit } from './open-source.ts';
import type { PlainFile } from './plain-text/plain-file.ts';
import type { Analysis } from './tree-sitter/analysis.ts';
import { keepsNames } from './tree-sitter/child-check.ts';

export interface SourceEdits {
  readonly edits: readonly Edit[];
  readonly note?: JsonObject;
}

export interface SourceContext<File> {
  readonly task: ProposalInput['task'];
  readonly random: Random;
  readonly parent: Program;
  /** The same file of the mate, in the same language; null for operators of one parent. */
  readonly mate: File | null;
}

/** The two ways to edit a file that is not JavaScript; a text is the reason why there is no edit. */
export interface SourceOperator {
  readonly name: string;
  readonly arity: 1 | 2;
  readonly attempts: number;
  tree(analysis: Analysis, context: SourceContext<Analysis>): SourceEdits | string;
  plain(file: PlainFile, context: SourceContext<PlainFile>): SourceEdits | string;
  /** A further condition that a child must meet. */
  accepts?(child: Program, parent: Program): boolean;
}

export function sourceOperator({ name, arity, attempts, tree, plain, accepts }: SourceOperator): Operator {
  return {
    name,
    needsModel: false,
    arity,
    propose({ parents: [parent, mate], task, random }) {
      if (arity === 2 && mate === undefined) return rejected('no-mate');
      const draft = (): Draft | string => {
        const source = openSourceForEdit(parent.program, random);
        if (typeof source === 'string') return source;
        const other = arity === 1 || mate === undefined ? null : openMate(mate.program, source);
        if (typeof other === 'string') return other;
        const common = { task, random, parent: parent.program };
        const made =
          source.analysis === null
            ? plain(source.plain, { ...common, mate: other?.plain ?? null })
            : tree(source.analysis, { ...common, mate: other?.analysis ?? null });
        if (typeof made === 'string') return made;
        if (source.analysis !== null && !keepsNames(source.analysis, applyEdits(source.text, made.edits)))
          return 'unfit-child';
        return { file: source, ...made };
      };
      return proposeFrom(parent, attempts, draft, (child) => accepts?.(child, parent.program) ?? true);
    },
  };
}

/** The file of the same name, or the entry; it must be in the same language. */
function openMate(mate: Program, source: OpenSource): OpenSource | string {
  const other = openSource(mate, mate.files[source.path] === undefined ? mate.entry : source.path);
  if (typeof other === 'string') return 'mate-does-not-parse';
  return other.analysis?.table === source.analysis?.table ? other : 'no-mate-material';
}
