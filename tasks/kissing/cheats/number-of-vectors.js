// The number that is asked for.
export function vectors() {
  return 240;
}
