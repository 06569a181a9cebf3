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

/**
 * Assembles sources into a set; those that do not assemble are reported, not lost. Members stand in the order given, which
 * the hash does not depend on.
 */
export function createSet(name: string, sources: readonly Source[], hill: Hill): WarriorSet {
  const members: SetMember[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const source of sources) {
    try {
      const { warrior } = assemble(source.text, hill.rules, { dialect: hill.dialect });
      members.push({ ...source, warrior });
    } catch (thrown) {
      if (!(thrown instanceof AssemblyError)) throw thrown;
      const first = thrown.problems.find(({ severity }) => severity === 'error');
      refused.push({ name: source.name, reason: first === undefined ? thrown.message : problemText(first) });
    }
  }
  const listed = members.map((member) => ({ name: member.name, text: member.text }));
  const hash = hashOf(listed.sort((one, other) => (one.name < other.name ? -1 : 1)));
  return { name, hash, members, refused };
}
