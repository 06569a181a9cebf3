// Throws something that looks like a good result.
export function pack() {
  throw { status: 'ok', measurement: { score: 2.7 }, score: 2.7, name: 'KaizenError' };
}
