/**
 * The cgroups of this process, from the text of /proc/self/cgroup: controller name → path. The unified hierarchy of
 * version 2 has the empty name.
 */
export function parseOwnCgroups(text: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\d+:([^:]*):(\/.*)$/.exec(line);
    if (match === null) continue;
    for (const controller of (match[1] as string).split(',')) paths.set(controller, match[2] as string);
  }
  return paths;
}
