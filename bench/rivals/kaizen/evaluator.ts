/** The same score as ../shinka/evaluate.py, in the form that Kaizen calls. */
const TARGET = [1, 2, 3, 4];

interface Candidate {
  call(name: string, argumentLists: readonly (readonly unknown[])[]): Promise<readonly unknown[]>;
}

export async function evaluate(
  candidate: Candidate,
): Promise<{ readonly score: number } | { readonly invalid: string }> {
  const [values] = await candidate.call('parameters', [[]]);
  if (!Array.isArray(values) || values.length !== TARGET.length || !values.every(Number.isFinite)) {
    return { invalid: 'four finite numbers, please' };
  }
  const distance = TARGET.reduce((sum, wanted, index) => sum + Math.abs(Number(values[index]) - wanted), 0);
  return { score: -distance };
}
