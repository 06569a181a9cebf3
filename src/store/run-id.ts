/** The outside name of a run: `r0007` for 7. */
export function formatRunId(number: number): string {
  return `r${String(number).padStart(4, '0')}`;
}

/** The number of `r0007`, `r7` or `7`; undefined for any other text. */
export function parseRunId(id: string): number | undefined {
  const digits = /^r?(\d{1,15})$/i.exec(id.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
