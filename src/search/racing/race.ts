import { mean } from '../../base/statistics.ts';
import { studentProbability } from '../../base/student.ts';
import { addWithin, type RaceTarget } from '../../core/noise.ts';

/**
 * Racing: whether a candidate with these merits so far may be dropped, because it is unlikely to be better than the
 * incumbent. After Maron & Moore (1994), "Hoeffding races", and their Bayesian race; Birattari et al. (2002) for tests on
 * common instances. The bounds without assumptions (Hoeffding; empirical Bernstein, Heidrich-Meisner & Igel 2009) need the
 * range of the noise and tens of repeats before they say anything, so the noise is taken as normal here:
 *
 * own draws:     t = (x̄ − ȳ) / √(s² (1/n + 1/m)),  s² = (SS + SSₓ) / (ν + n − 1), pooled over the run's candidates
 * common draws:  t = d̄ / (s_d / √k),  d_i = x_i − y_i over the k repeats that both have
 *
 * and the candidate is dropped when P(T ≤ t) < doubt. Looking after each repeat raises the chance to drop one that is
 * better above `doubt`; what is dropped loses precision, not its place in the archive.
 */
export function isBeaten(merits: readonly number[], target: RaceTarget, doubt: number): boolean {
  const paired = target.repeats === undefined ? [] : merits.slice(0, target.repeats.length);
  if (paired.length >= 2) {
    const differences = paired.map(
      (merit, repeat) => merit - ((target.repeats as readonly number[])[repeat] as number),
    );
    const { squares, degrees } = addWithin({ squares: 0, degrees: 0 }, differences);
    return isUnlikely(mean(differences), squares / degrees / differences.length, degrees, doubt);
  }
  const { squares, degrees } = addWithin(target, merits);
  if (degrees < 1) return false;
  const variance = (squares / degrees) * (1 / merits.length + 1 / target.count);
  return isUnlikely(mean(merits) - target.mean, variance, degrees, doubt);
}

function isUnlikely(lead: number, variance: number, degrees: number, doubt: number): boolean {
  if (variance === 0) return lead < 0;
  return studentProbability(lead / Math.sqrt(variance), degrees) < doubt;
}
