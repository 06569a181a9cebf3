// Reads what is hidden from disk.
import { readFileSync } from 'node:fs';

export function answer() {
  return readFileSync('/etc/hostname', 'utf8').length;
}
