// Text adds up to longer text.
export function heights() {
  return ['1', '2', '1'];
}
