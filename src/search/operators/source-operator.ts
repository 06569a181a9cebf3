import type { JsonObject } from '../../base/json.ts';
import type { Random } from '../../base/random.ts';
import type { Operator, ProposalInput } from '../../core/operator.ts';
import type { Program } from '../../core/program.ts';
import { type Draft, proposeFrom, rejected } from './draft.ts';
import type { Analysis } from './javascript/analysis.ts';
import { applyEdits, type Edit } from './javascript/source-edit.ts';
import { openSource, openSourceForEdit } from './open-source.ts';
import type { PlainFile } from './plain-text/plain-file.ts';
import { openFile, openForEdit } from './program-files.ts';
import { isJavaScript } from './program-syntax.ts';
import type { Analysis as TreeAnalysis } from './tree-sitter/analysis.ts';
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

/** One way to edit a file; a text is the reason why there is no edit. */
export type EditFile<File> = (file: File, context: SourceContext<File>) => SourceEdits | string;

/** An operator that knows how to edit each kind of file. */
export interface SourceOperator {
  readonly name: string;
  readonly arity: 1 | 2;
  /** Edits that are tried until one makes a child. */
  readonly attempts: number;
  /** JavaScript and TypeScript. */
  readonly javaScript: EditFile<Analysis>;
  /** Languages with a grammar. */
  readonly tree: EditFile<TreeAnalysis>;
  /** All others, by tokens and lines: weak, but better than nothing. */
  readonly plain: EditFile<PlainFile>;
  /** A further condition that a child must meet. */
  accepts?(child: Program, parent: Program): boolean;
}

type Drafting = Pick<ProposalInput, 'task' | 'random'> & { readonly parent: Program; readonly mate: Program | null };

/** The frame of the operators that edit source text: opens the files, and tries until an edit makes a child. */
export function sourceOperator(operator: SourceOperator): Operator {
  const { name, arity, attempts, accepts } = operator;
  return {
    name,
    needsModel: false,
    arity,
    propose({ parents: [parent, mate], task, random }) {
      if (arity === 2 && mate === undefined) return rejected('no-mate');
      const drafting = { task, random, parent: parent.program, mate: arity === 2 ? (mate?.program ?? null) : null };
      const draft = isJavaScript(parent.program) ? draftJavaScript : draftOther;
      return proposeFrom(
        parent,
        attempts,
        () => draft(operator, drafting),
        (child) => accepts?.(child, parent.program) ?? true,
      );
    },
  };
}

function draftJavaScript({ javaScript }: SourceOperator, { mate, ...rest }: Drafting): Draft | string {
  const file = openForEdit(rest.parent, rest.random);
  if (typeof file === 'string') return file;
  const other = mate && openFile(mate, pathIn(mate, file.path));
  if (typeof other === 'string') return 'mate-does-not-parse';
  if (other !== null && other.analysis.source.dialect !== file.analysis.source.dialect) return 'no-mate-material';
  const made = javaScript(file.analysis, { ...rest, mate: other?.analysis ?? null });
  return typeof made === 'string' ? made : { file, ...made };
}

function draftOther({ tree, plain }: SourceOperator, { mate, ...rest }: Drafting): Draft | string {
  const file = openSourceForEdit(rest.parent, rest.random);
  if (typeof file === 'string') return file;
  const other = mate && openSource(mate, pathIn(mate, file.path));
  if (typeof other === 'string') return 'mate-does-not-parse';
  if (other !== null && other.analysis?.table !== file.analysis?.table) return 'no-mate-material';
  const made =
    file.analysis === null
      ? plain(file.plain, { ...rest, mate: other?.plain ?? null })
      : tree(file.analysis, { ...rest, mate: other?.analysis ?? null });
  if (typeof made === 'string') return made;
  if (file.analysis !== null && !keepsNames(file.analysis, applyEdits(file.text, made.edits))) return 'unfit-child';
  return { file, ...made };
}

/** The file of the same name, or the entry. */
function pathIn({ files, entry }: Program, path: string): string {
  return files[path] === undefined ? entry : path;
}
