/**
 * Six formulas of two variables are to be found from their values. Each has a function of its own. The seed program answers
 * the first variable.
 */

/** The value of a formula, by its number from 0 to 5. */
export function predict(formula, a, b) {
  return [formula0, formula1, formula2, formula3, formula4, formula5][formula](a, b);
}

// EVOLVE-BLOCK-START
function formula0(a, b) {
  return a;
}

function formula1(a, b) {
  return a;
}

function formula2(a, b) {
  return a;
}

function formula3(a, b) {
  return a;
}

function formula4(a, b) {
  return a;
}

function formula5(a, b) {
  return a;
}
// EVOLVE-BLOCK-END
