// Addresses and operands. `mode` is a constant in every call of an inlined function, so each call is straight code.

import { A, B } from './layout';

@inline export function wrap(address: u32, size: u32): u32 {
  return select<u32>(address - size, address, address >= size);
}

@inline export function down(value: u32, size: u32): u32 {
  return select<u32>(value, size, value != 0) - 1;
}

@inline export function up(value: u32, size: u32): u32 {
  const more = value + 1;
  return select<u32>(0, more, more == size);
}

// Where an operand points, after the pre-decrement if there is one. `mode` is a constant in every call.
@inline export function pointer(mode: u32, address: u32, value: u32, size: u32): u32 {
  if (mode == 0) return address;
  const cell = wrap(address + value, size);
  if (mode == 1) return cell;
  const at = cell << 3;
  let field: u32;
  if (mode < 5) {
    field = load<u16>(at, B);
    if (mode == 3) {
      field = down(field, size);
      store<u16>(at, field, B);
    }
  } else {
    field = load<u16>(at, A);
    if (mode == 6) {
      field = down(field, size);
      store<u16>(at, field, A);
    }
  }
  return wrap(cell + field, size);
}

// The post-increment of an operand, if it has one.
@inline export function increment(mode: u32, address: u32, value: u32, size: u32): void {
  if (mode != 4 && mode != 7) return;
  const at = wrap(address + value, size) << 3;
  if (mode == 4) store<u16>(at, up(load<u16>(at, B), size), B);
  else store<u16>(at, up(load<u16>(at, A), size), A);
}

@inline export function fieldA(mode: u32, at: u32): u32 {
  return mode == 0 ? 0 : load<u16>(at, A);
}

@inline export function fieldB(mode: u32, at: u32): u32 {
  return mode == 0 ? 0 : load<u16>(at, B);
}
