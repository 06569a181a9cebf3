/**
 * Sorting networks, built one comparator after the other until all lists of zeros and ones are sorted. Comparators that
 * would change nothing are left out. Which one comes next is to be evolved. The seed program always takes the first one.
 */

/** The lists that the network has made so far of all lists of zeros and ones, as numbers; bit i is channel i. */
function allLists(channels) {
  const lists = [];
  for (let list = 0; list < 2 ** channels; list += 1) lists.push(list);
  return lists;
}

/** What a comparator makes of these lists: each of the new ones once. */
function compared(lists, low, high, channels) {
  const seen = new Uint8Array(2 ** channels);
  const after = [];
  for (const list of lists) {
    const next = (list >> low) & 1 && !((list >> high) & 1) ? list ^ ((1 << low) | (1 << high)) : list;
    if (seen[next] === 0) {
      seen[next] = 1;
      after.push(next);
    }
  }
  return after;
}

function changes(lists, low, high) {
  let count = 0;
  for (const list of lists) if ((list >> low) & 1 && !((list >> high) & 1)) count += 1;
  return count;
}

/** A list of comparators [low, high] that sorts. */
export function network(channels) {
  let lists = allLists(channels);
  const comparators = [];
  const depths = new Array(channels).fill(0);
  const used = new Array(channels).fill(0);
  while (comparators.length < 200) {
    let best = null;
    let highest = -Infinity;
    for (let low = 0; low < channels; low += 1) {
      for (let high = low + 1; high < channels; high += 1) {
        const changed = changes(lists, low, high);
        if (changed === 0) continue;
        const after = compared(lists, low, high, channels);
        const last = comparators.length > 0 ? comparators[comparators.length - 1] : [0, channels - 1];
        const isMirror = low === channels - 1 - last[1] && high === channels - 1 - last[0];
        const value = priority(
          after.length / lists.length,
          changed / lists.length,
          high - low,
          Math.max(depths[low], depths[high]),
          Math.abs(depths[low] - depths[high]),
          used[low] + used[high],
          isMirror ? 1 : 0,
          channels,
        );
        if (best === null || value > highest) {
          highest = value;
          best = [low, high, after];
        }
      }
    }
    if (best === null) return comparators;
    const [low, high, after] = best;
    lists = after;
    const depth = 1 + Math.max(depths[low], depths[high]);
    depths[low] = depth;
    depths[high] = depth;
    used[low] += 1;
    used[high] += 1;
    comparators.push([low, high]);
  }
  return comparators;
}

// EVOLVE-BLOCK-START
/**
 * Which comparator comes next: the one with the highest number.
 * kept: how many different lists are left after it, as a share of those before. changed: share of the lists it changes.
 * span: distance of its channels. depth: comparators in a row before it. imbalance: difference of the depths of its channels.
 * used: comparators that its channels have had. mirror: 1 when it is the mirror image of the comparator before, else 0.
 * channels: how many there are.
 */
function priority(kept, changed, span, depth, imbalance, used, mirror, channels) {
  return 0;
}
// EVOLVE-BLOCK-END
