import type { RoundResult } from './battle.ts';

/** For each warrior in how many rounds it survived with 1, 2, …, W warriors left: the table behind pMARS's scores. */
export function survivalTable(rounds: readonly RoundResult[]): number[][] {
  const count = rounds[0]?.deaths.length ?? 0;
  const table = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (const { deaths } of rounds) {
    const left = deaths.filter((turn) => turn === null).length;
    for (const [warrior, turn] of deaths.entries()) {
      const row = table[warrior] as number[];
      if (turn === null) row[left - 1] = (row[left - 1] as number) + 1;
    }
  }
  return table;
}

/**
 * The score that pMARS prints by default: for each round that a warrior survives with S warriors left of W it gets
 * (W² − 1) / S points, rounded down. With two warriors: 3 for a win, 1 for a tie.
 */
export function pmarsScores(rounds: readonly RoundResult[]): number[] {
  return survivalTable(rounds).map((row) =>
    row.reduce((sum, times, index) => sum + times * Math.floor((row.length ** 2 - 1) / (index + 1)), 0),
  );
}

/**
 * The fitness of Digital Red Queen for each warrior, 0 .. W, mean over rounds: Σ over the turns t of
 * (W / T) · alive_i(t) / Σ_j alive_j(t), where T is the number of turns and alive(t) says who lives after turn t. It is 1
 * for an equal share of life. A sole survivor of a round that ended early counts as alive to the end.
 *
 * Akarsh Kumar et al.: Digital Red Queen: adversarial program evolution in Core War with LLMs. arXiv 2601.03335.
 *
 * @param cycles T, at least 1
 */
export function survivalShares(rounds: readonly RoundResult[], cycles: number): number[] {
  const count = rounds[0]?.deaths.length ?? 0;
  const shares = new Array<number>(count).fill(0);
  for (const { deaths } of rounds) {
    // A warrior that dies in its turn t lived through t − 1 turns.
    const lives = deaths.map((turn) => (turn === null ? cycles : turn - 1));
    const ends = [...new Set(lives)].sort((one, other) => one - other);
    let begin = 0;
    for (const end of ends) {
      const living = lives.filter((life) => life >= end).length;
      for (const [warrior, life] of lives.entries()) {
        if (life >= end) shares[warrior] = (shares[warrior] as number) + ((end - begin) * count) / (cycles * living);
      }
      begin = end;
    }
  }
  return shares.map((share) => share / rounds.length);
}
