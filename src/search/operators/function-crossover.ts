import type { Random } from '../../base/random.ts';
import type { Operator, Parent } from '../../core/operator.ts';
import { type Draft, proposeFrom, rejected, textOf } from './draft.ts';
import type { Analysis } from './javascript/analysis.ts';
import { alwaysReturns } from './javascript/control-flow.ts';
import { insertBefore, lineBreakOf } from './javascript/layout.ts';
import { type ModuleFunction, missingHelpers, moduleFunctions } from './javascript/module-functions.ts';
import type { Edit } from './javascript/source-edit.ts';
import type { StatementSite } from './javascript/statement-sites.ts';
import { transplant } from './javascript/transplant.ts';
import { openFile, openForEdit } from './program-files.ts';

const ATTEMPTS = 10;

/**
 * Exchanges functions that have the same name in both parents, as homologous crossover of automatically defined
 * functions does (Koza, Genetic Programming II, 1994); helpers that the new one needs come along. Where the child would
 * be the mate itself, because nothing else differs, one guard or result of the mate's function is taken over instead.
 */
export function functionCrossover(): Operator {
  return {
    name: 'function-crossover',
    needsModel: false,
    arity: 2,
    propose({ parents: [parent, mate], random }) {
      if (mate === undefined) return rejected('no-mate');
      return proposeFrom(parent, ATTEMPTS, (): Draft | string => {
        const file = openForEdit(parent.program, random);
        if (typeof file === 'string') return file;
        const path = mate.program.files[file.path] === undefined ? mate.program.entry : file.path;
        const other = openFile(mate.program, path);
        if (typeof other === 'string') return 'mate-does-not-parse';
        if (other.analysis.source.dialect !== file.analysis.source.dialect) return 'no-mate-material';

        const pair = pickPair(file.analysis, other.analysis, random);
        if (pair === null) return 'no-common-function';
        const whole = exchangeWhole(file.analysis, other.analysis, pair);
        if (whole !== null) {
          const draft = { file, edits: whole };
          if (!equalsMate(textOf(parent.program, draft), mate, path)) return draft;
        }
        const part = takeStatement(file.analysis, other.analysis, pair, random);
        return part === null ? 'no-mate-material' : { file, edits: part };
      });
    },
  };
}

interface Pair {
  readonly own: ModuleFunction;
  readonly mate: ModuleFunction;
}

function pickPair(analysis: Analysis, other: Analysis, random: Random): Pair | null {
  const mates = new Map(moduleFunctions(other).map((mate) => [mate.name, mate]));
  const pairs = moduleFunctions(analysis).flatMap((own): Pair[] => {
    const mate = mates.get(own.name);
    if (mate === undefined || !own.isEditable) return [];
    if (mate.node.type !== own.node.type || mate.node.async !== own.node.async) return [];
    return textIn(analysis, own) === textIn(other, mate) ? [] : [{ own, mate }];
  });
  return pairs.length === 0 ? null : random.pick(pairs);
}

function textIn({ source }: Analysis, { node }: ModuleFunction): string {
  return source.text.slice(node.start, node.end);
}

function exchangeWhole(analysis: Analysis, other: Analysis, { own, mate }: Pair): Edit[] | null {
  const helpers = missingHelpers(other, mate.node, analysis);
  if (helpers === null) return null;
  const { text } = analysis.source;
  const { start, end } = own.node;
  const exchange = { start, end, text: textIn(other, mate) };
  if (helpers.length === 0) return [exchange];
  const newline = lineBreakOf(text);
  return [insertBefore(text, own.statement, helpers.join(newline)), exchange];
}

function equalsMate(text: string, mate: Parent, path: string): boolean {
  return mate.program.files[path] === text;
}

/** A guard of the mate's function before a statement of the own one, or the mate's result in place of the own one. */
function takeStatement(analysis: Analysis, other: Analysis, { own, mate }: Pair, random: Random): Edit[] | null {
  const donors = statementsOf(other, mate).filter(
    ({ node }) => node.type === 'IfStatement' || node.type === 'ReturnStatement',
  );
  const ownStatements = statementsOf(analysis, own);
  if (donors.length === 0 || ownStatements.length === 0) return null;
  const donor = random.pick(donors);
  const isResult = donor.node.type === 'ReturnStatement';
  const targets = ownStatements.filter(({ node, list, index }) =>
    isResult ? node.type === 'ReturnStatement' : !list.slice(0, index).some((before) => alwaysReturns(before)),
  );
  if (targets.length === 0) return null;
  const target = random.pick(targets);
  const moved = transplant({ from: other, to: analysis, place: target }, donor.node);
  if (moved === null) return null;
  const statement = /[;}]$/.test(moved.text) ? moved.text : `${moved.text};`;
  if (isResult) return [{ start: target.start, end: target.end, text: statement }];
  return [insertBefore(analysis.source.text, target.node, statement)];
}

function statementsOf({ statements }: Analysis, { node }: ModuleFunction): StatementSite[] {
  return statements.filter(({ scope }) => scope.owner === node);
}
