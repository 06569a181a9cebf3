// The process queues.

import { COUNT, COVERED, PROCESSES, QUEUE, SPAWNED } from './layout';
import { destination } from './handlers';

// The queue slot `ahead` places behind the head.
@inline export function slot(warrior: u32, place: u32, mask: u32): u32 {
  return warrior + ((place & mask) << 1);
}

// Whether to mark addresses that are queued, decided when the loop is compiled: T is an integer if so.
@inline export function cover<T>(warrior: u32, address: u32): void {
  if (isInteger<T>()) store<u8>(load<u32>(warrior, COVERED) + address, 1);
}

// Puts the instruction after an SPL into the queue and makes room for one more. False at the process limit.
@inline export function split<T>(warrior: u32, head: u32, following: u32, mask: u32): bool {
  const count = load<u32>(warrior, COUNT);
  if (count >= load<u32>(PROCESSES)) return false;
  store<u16>(slot(warrior, head + count, mask), following, QUEUE);
  store<u32>(warrior, count + 1, COUNT);
  store<u32>(warrior, load<u32>(warrior, SPAWNED) + 1, SPAWNED);
  cover<T>(warrior, following);
  return true;
}

// SPL: the A-operand may change the queue's owner's code, never its queue, so the order of the two does not matter.
@inline export function fork<T>(aMode: u32, warrior: u32, head: u32, address: u32, following: u32, size: u32, mask: u32): u32 {
  const target = destination(aMode, address, size);
  return split<T>(warrior, head, following, mask) ? target : following;
}
