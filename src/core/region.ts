import type { Member } from './candidate.ts';

/** Read access to one island's kept members, by place and as a dense list whose order depends only on past changes. */
export interface Region {
  readonly members: readonly Member[];
  /** The places of `members`, at the same indices. */
  readonly places: readonly string[];
  get(place: string): Member | undefined;
  /** The place of a member of this region. */
  placeOf(member: Member): string | undefined;
}

/** The only implementation; `reduce` owns it, algorithms see `Region`. */
export class MutableRegion implements Region {
  readonly members: Member[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly places: string[] = [];

  get(place: string): Member | undefined {
    const index = this.#indexOf.get(place);
    return index === undefined ? undefined : this.members[index];
  }

  placeOf(member: Member): string | undefined {
    const index = this.members.indexOf(member);
    return index < 0 ? undefined : this.places[index];
  }

  put(place: string, member: Member): void {
    const index = this.#indexOf.get(place);
    if (index === undefined) {
      this.#indexOf.set(place, this.members.length);
      this.places.push(place);
      this.members.push(member);
    } else {
      this.members[index] = member;
    }
  }

  /** Removes in constant time: the last member takes the free index. */
  remove(place: string): void {
    const index = this.#indexOf.get(place);
    if (index === undefined) return;
    const lastMember = this.members.pop() as Member;
    const lastPlace = this.places.pop() as string;
    this.#indexOf.delete(place);
    if (lastPlace === place) return;
    this.members[index] = lastMember;
    this.places[index] = lastPlace;
    this.#indexOf.set(lastPlace, index);
  }
}
