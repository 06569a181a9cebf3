import { hash } from 'node:crypto';
import { canonicalJson } from './json.ts';

/** Lower-case hexadecimal sha-256 of a text or of bytes: the address of every stored thing. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** sha-256 of a value's canonical JSON. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
