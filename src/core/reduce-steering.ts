import type { CandidateId, Member, MemberRecord } from './candidate.ts';
import type { Event, Standing } from './event.ts';
import type { RunState } from './run-state.ts';
import { descendsFrom, isBanned } from './steering.ts';

/**
 * What `reduce` does about an order, but for the changes of islands that it carries. Returns members that nothing may need
 * any more once those are made.
 */
export function steered(state: RunState, event: Extract<Event, { type: 'run.steered' }>): Member[] {
  const { number, order, committed, refused, restored, standing } = event;
  const { steering } = state;
  steering.taken.set(number, { number, order, committed, ...(refused !== undefined && { refused }) });
  if (refused !== undefined) return [];
  if (restored !== undefined) bringBack(state, restored);
  switch (order.kind) {
    case 'inject':
      steering.injected.push({ number, program: order.program, island: order.island ?? null });
      return [];
    case 'hint':
      steering.hints.set(number, order.text);
      return [];
    case 'forget-hint':
      steering.hints.delete(order.number);
      return [];
    case 'pin':
      steering.pinned.add(order.candidate);
      return [];
    case 'unpin':
      steering.pinned.delete(order.candidate);
      return known(state, order.candidate);
    case 'ban': {
      const { banned } = standing as Standing;
      steering.bans.set(order.candidate, {
        hasDescendants: order.descendants === true,
        candidates: new Set(banned),
      });
      for (const id of banned) steering.pinned.delete(id);
      // What reflectors look back on must not bring it into a prompt.
      const recent = state.recent.filter((id) => !banned.includes(id));
      state.recent.splice(0, state.recent.length, ...recent);
      return [...stand(state, standing as Standing), ...banned.flatMap((id) => known(state, id))];
    }
    case 'unban':
      steering.bans.delete(order.candidate);
      return [...stand(state, standing as Standing), ...known(state, order.candidate)];
    case 'ban-operator':
      steering.bannedOperators.add(order.operator);
      return [];
    case 'unban-operator':
      steering.bannedOperators.delete(order.operator);
      return [];
    case 'budget':
      steering.budget = { ...steering.budget, ...order.budget };
      return [];
    case 'stop':
      steering.isStopAsked = true;
      return [];
    case 'pause':
      return [];
  }
}

/** Whether a child that was in flight when its line was banned is banned too. */
export function disinherited({ steering, recent }: RunState, { id, parents }: Member): boolean {
  if (!isBanned(steering, { id, parents })) return false;
  for (const ban of steering.bans.values()) if (descendsFrom(ban, parents)) ban.candidates.add(id);
  if (recent.at(-1) === id) recent.pop();
  return true;
}

/** A member that the run still knows stays as it is; another one begins without children. */
function bringBack({ members }: RunState, record: MemberRecord): Member {
  const member = members.get(record.id) ?? { ...record, children: 0 };
  members.set(member.id, member);
  return member;
}

function known({ members }: RunState, id: CandidateId): Member[] {
  const member = members.get(id);
  return member === undefined ? [] : [member];
}

/** Who is best and champion now. Returns who was. */
function stand(state: RunState, { best, champion, championMerit }: Standing): Member[] {
  const before = [state.best, state.champion].filter((member) => member !== null);
  const nextBest = bringBack(state, best);
  const nextChampion = bringBack(state, champion);
  // A search that lost its best gets time to find another, and another champion may be made smaller.
  if (nextBest.id !== state.best?.id) state.committedAtBest = state.committed;
  if (nextChampion.id !== state.champion?.id) state.simplifyFailures = 0;
  state.best = nextBest;
  state.champion = nextChampion;
  state.championMerit = championMerit;
  return before;
}
