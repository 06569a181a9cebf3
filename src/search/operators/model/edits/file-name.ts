/** A line or a fence's info string that names a file: `main.py`, `### main.py`, "**File: `main.py`**", `python main.py`. */
const DECORATION = /^[\s#*`"'<([]+|[\s#*`"':>)\].,]+$/g;
const LABEL = /^(?:in\s+)?(?:file|filename|path|title)\s*[:=]\s*/i;
const LONGEST = 300;

/**
 * The path that a line names: one of `paths`, or a name that only looks like a path, so that an edit for a file that is
 * not there is refused and not put somewhere else. Null for anything else, such as prose.
 */
export function fileNamed(line: string, paths: readonly string[]): string | null {
  if (line.length > LONGEST) return null;
  const stripped = strip(strip(line).replace(LABEL, ''));
  const words = stripped.split(/[\s:=]+/).map(strip);
  const known = [stripped, ...words].map((word) => word.replace(/^\.\//, '')).find((word) => paths.includes(word));
  if (known !== undefined && words.length <= 3) return known;
  return /^[\w.-]*(?:\/[\w.-]+)*\.[a-z]\w{0,7}$/i.test(stripped) ? stripped : null;
}

function strip(text: string): string {
  return text.replace(DECORATION, '');
}
