import { type CandidateId, isBetter, type Member, type MemberRecord, recordOf } from '../../core/candidate.ts';
import type { IslandChange, Standing } from '../../core/event.ts';
import type { Order } from '../../core/order.ts';
import type { RunState } from '../../core/run-state.ts';
import { type Ban, descendsFrom } from '../../core/steering.ts';
import type { PastCandidate } from './look-back.ts';

type BanOrder = Extract<Order, { kind: 'ban' | 'unban' }>;
type Past = ReadonlyMap<CandidateId, PastCandidate>;

/**
 * Who counts once a candidate is banned, or no longer is; null when nobody would. Whoever leads and may stay does; else the
 * best of all that the run ever scored takes the place. `recall` finds members that the run has forgotten.
 */
export function standingAfter(
  state: RunState,
  order: BanOrder,
  past: Past,
  recall: (id: CandidateId) => Member,
): Standing | null {
  const { bans } = state.steering;
  const covered = order.kind === 'ban' ? coveredBy(order, past) : new Set<CandidateId>();
  const out = new Set(covered);
  for (const [root, { candidates }] of bans) {
    if (order.kind === 'ban' || root !== order.candidate) for (const id of candidates) out.add(id);
  }
  const eligible = [...past.values()].filter(({ id }) => !out.has(id));
  const lifted = order.kind === 'unban' ? bans.get(order.candidate)?.candidates : undefined;
  const released = eligible.filter(({ id }) => lifted?.has(id));
  const leader = (current: Member | null, meritOf: (one: PastCandidate) => number | null): PastCandidate | null => {
    const staying = current === null || out.has(current.id) ? undefined : past.get(current.id);
    return bestBy(staying === undefined ? eligible : [staying, ...released], meritOf);
  };

  const { hasValidation } = state.spec.task;
  const best = leader(state.best, ({ merit }) => merit);
  const champion = hasValidation ? leader(state.champion, ({ validation }) => validation) : best;
  if (best === null || champion === null) return null;
  const record = (id: CandidateId): MemberRecord => recordOf(state.members.get(id) ?? recall(id));
  return {
    banned: [...covered],
    best: record(best.id),
    champion: record(champion.id),
    championMerit: (hasValidation ? (champion.validation as number) : champion.merit) + 0,
    changes: departures(state, covered),
  };
}

/** Parents are committed before their children are opened, so one pass in the order of numbers finds all. */
function coveredBy({ candidate, descendants }: Extract<Order, { kind: 'ban' }>, past: Past): Set<CandidateId> {
  const ban: Ban = { hasDescendants: descendants === true, candidates: new Set([candidate]) };
  const inOrder = [...past.values()].sort((a, b) => a.id - b.id);
  for (const { id, parents } of inOrder) if (descendsFrom(ban, parents)) ban.candidates.add(id);
  return ban.candidates;
}

/** Of equals the smaller one, then the one that was there first. */
function bestBy(
  candidates: readonly PastCandidate[],
  meritOf: (one: PastCandidate) => number | null,
): PastCandidate | null {
  let best: { candidate: PastCandidate; merit: number; size: number } | null = null;
  for (const candidate of candidates) {
    const merit = meritOf(candidate);
    if (merit === null) continue;
    const one = { candidate, merit, size: candidate.size };
    if (best === null || isBetter(one, best)) best = one;
  }
  return best?.candidate ?? null;
}

function departures({ regions }: RunState, banned: ReadonlySet<CandidateId>): IslandChange[] {
  return regions.flatMap(({ members, places }, island) =>
    members.flatMap(({ id }, index) =>
      banned.has(id) ? [{ island, place: places[index] as string, candidate: null }] : [],
    ),
  );
}
