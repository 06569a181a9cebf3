import { sha256 } from '../base/hash.ts';
import { isSemantic } from '../core/event.ts';
import type { EncodedEvent } from './event-codec.ts';

/** The log hash of a run without events. */
export const EMPTY_LOG_HASH = '';

/**
 * The log hash after one more event:
 *
 *     next = sha256(previous + '\n' + type + '\n' + slot + '\n' + body)
 *
 * `slot` is empty where the event has none. Events about the machine and everything measured are left out, so equal runs
 * have equal hashes on any machine.
 */
export function extendHash(previous: string, event: Pick<EncodedEvent, 'type' | 'slot' | 'body'>): string {
  if (!isSemantic(event)) return previous;
  return sha256(`${previous}\n${event.type}\n${event.slot ?? ''}\n${event.body}`);
}
