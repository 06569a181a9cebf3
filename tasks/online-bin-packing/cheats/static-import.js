// Reads the instances, or anything else, from disk.
import { readFileSync } from 'node:fs';

export function priority(item, remaining) {
  return readFileSync('/etc/hostname', 'utf8').length + item - remaining;
}
