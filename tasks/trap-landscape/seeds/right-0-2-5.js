/**
 * 30 bits in six blocks. A block is worth most when all of its bits are right; otherwise every right bit makes it worse.
 */

/** Six blocks of five numbers. The bit of a number is the parity of the whole number that is nearest to it. */
export function blocks() {
  return [block0(), block1(), block2(), block3(), block4(), block5()];
}

// EVOLVE-BLOCK-START
function block0() {
  return [1, 1, 1, 0, 1];
}

function block1() {
  return [1, 0, 1, 0, 0];
}

function block2() {
  return [1, 0, 1, 0, 0];
}

function block3() {
  return [0, 0, 1, 0, 1];
}

function block4() {
  return [0, 0, 0, 1, 1];
}

function block5() {
  return [1, 0, 0, 0, 1];
}
// EVOLVE-BLOCK-END
