/**
 * 48 bits on a ring; what a bit is worth depends on itself and on the four bits after it. The tables are not told.
 */

/** Twelve blocks of four numbers. The bit of a number is the parity of the whole number that is nearest to it. */
export function blocks() {
  return [
    block0(),
    block1(),
    block2(),
    block3(),
    block4(),
    block5(),
    block6(),
    block7(),
    block8(),
    block9(),
    block10(),
    block11(),
  ];
}

// EVOLVE-BLOCK-START
function block0() {
  return [0, 0, 0, 0];
}

function block1() {
  return [0, 0, 0, 0];
}

function block2() {
  return [0, 0, 0, 0];
}

function block3() {
  return [0, 0, 0, 0];
}

function block4() {
  return [0, 0, 0, 0];
}

function block5() {
  return [0, 0, 0, 0];
}

function block6() {
  return [0, 0, 0, 0];
}

function block7() {
  return [0, 0, 0, 0];
}

function block8() {
  return [0, 0, 0, 0];
}

function block9() {
  return [0, 0, 0, 0];
}

function block10() {
  return [0, 0, 0, 0];
}

function block11() {
  return [0, 0, 0, 0];
}
// EVOLVE-BLOCK-END
