import { hashOf } from '../../../base/hash.ts';
import { assemble } from '../assembler/assemble.ts';
import type { Hill } from '../assembler/hills.ts';
import { AssemblyError, problemText } from '../assembler/problem.ts';
import type { Warrior } from '../mars/warrior.ts';

/** A warrior with the text that it was assembled from. */
export interface SetMember {
  readonly name: string;
  readonly text: string;
  readonly warrior: Warrior;
}

/** A named set of warriors under the rules of one hill. */
export interface WarriorSet {
  readonly name: string;
  /** Over names and texts: two sets with the same hash are the same benchmark. */
  readonly hash: string;
  readonly members: readonly SetMember[];
  /** Sources that do not assemble under these rules, with the first reason. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/** A source as it was found, such as a file of a folder. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Assembles sources into a set; those that do not assemble are reported, not lost. The order is that of the names. */
export function createSet(name: string, sources: readonly Source[], hill: Hill): WarriorSet {
  const members: SetMember[] = [];
  const refused: { name: string; reason: string }[] = [];
  const sorted = [...sources].sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const source of sorted) {
    try {
      const { warrior } = assemble(source.text, hill.rules, { dialect: hill.dialect });
      members.push({ ...source, warrior });
    } catch (thrown) {
      if (!(thrown instanceof AssemblyError)) throw thrown;
      const first = thrown.problems.find(({ severity }) => severity === 'error');
      refused.push({ name: source.name, reason: first === undefined ? thrown.message : problemText(first) });
    }
  }
  return { name, hash: hashOf(members.map((member) => ({ name: member.name, text: member.text }))), members, refused };
}
