/**
 * Online bin packing. Items arrive one at a time and must be placed at once, for good. Bins hold 100. Every bin that
 * still has room for the item is given a priority, and the item goes to the bin with the highest one; an empty bin is
 * always on offer and counts as a bin with 100 remaining. Among equal priorities the fullest bin wins.
 */

// EVOLVE-BLOCK-START
/**
 * How much the item wants to go into a bin. Any number but NaN; infinities are allowed.
 * item: size of the item, a whole number from 1 to 100.
 * remaining: free space of the bin before the item is placed, a whole number from item to 100.
 */
export function priority(item, remaining) {
  // Best Fit: the less space is left over, the better.
  const gap = remaining - item;
  return -gap;
}
// EVOLVE-BLOCK-END
