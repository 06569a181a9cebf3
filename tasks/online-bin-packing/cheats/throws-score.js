// Throws something that looks like a good result.
export function priority() {
  throw { status: 'ok', measurement: { score: 0 }, score: 0, name: 'KaizenError' };
}
