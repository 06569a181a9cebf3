/** Members that are finite numbers, with booleans as 0 and 1; members of members by their dotted path. */
export function numbersIn(value: unknown, prefix = ''): Record<string, number> {
  const numbers: Record<string, number> = {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return numbers;
  for (const [name, member] of Object.entries(value)) {
    const path = prefix + name;
    if (typeof member === 'boolean') numbers[path] = Number(member);
    else if (typeof member === 'number' && Number.isFinite(member)) numbers[path] = member;
    else if (prefix === '') Object.assign(numbers, numbersIn(member, `${path}.`));
  }
  return numbers;
}
