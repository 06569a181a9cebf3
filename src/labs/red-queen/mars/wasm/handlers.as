// Instructions with a handler of their own: the ones that warriors spend their time in.

import { A, B, CORE } from './layout';
import { down, fieldA, fieldB, increment, pointer, up, wrap } from './operands';

@inline export function move(aMode: u32, bMode: u32, address: u32, size: u32): void {
  const at = address << 3;
  const a = fieldA(aMode, at);
  const b = fieldB(bMode, at);
  const source = load<u64>(pointer(aMode, address, a, size) << 3, CORE);
  increment(aMode, address, a, size);
  const target = pointer(bMode, address, b, size);
  increment(bMode, address, b, size);
  store<u64>(target << 3, source, CORE);
}

// JMP and SPL: where to, with the side effects of the A-operand only.
@inline export function destination(aMode: u32, address: u32, size: u32): u32 {
  const a = fieldA(aMode, address << 3);
  const target = pointer(aMode, address, a, size);
  increment(aMode, address, a, size);
  return target;
}

@inline export function decrementB(bMode: u32, address: u32, size: u32): u32 {
  const at = address << 3;
  const a = load<u16>(at, A);
  const b = fieldB(bMode, at);
  const target = pointer(bMode, address, b, size) << 3;
  const copy: u32 = load<u16>(target, B);
  increment(bMode, address, b, size);
  store<u16>(target, down(load<u16>(target, B), size), B);
  return copy != 1 ? wrap(address + a, size) : up(address, size);
}

@inline export function decrementF(bMode: u32, address: u32, size: u32): u32 {
  const at = address << 3;
  const a = load<u16>(at, A);
  const b = fieldB(bMode, at);
  const target = pointer(bMode, address, b, size) << 3;
  const copyA: u32 = load<u16>(target, A);
  const copyB: u32 = load<u16>(target, B);
  increment(bMode, address, b, size);
  store<u16>(target, down(load<u16>(target, B), size), B);
  store<u16>(target, down(load<u16>(target, A), size), A);
  return ((copyA ^ 1) | (copyB ^ 1)) != 0 ? wrap(address + a, size) : up(address, size);
}

@inline export function addAB(bMode: u32, address: u32, size: u32): void {
  const at = address << 3;
  const a: u32 = load<u16>(at, A);
  const b: u32 = load<u16>(at, B);
  const target = pointer(bMode, address, b, size) << 3;
  const copy: u32 = load<u16>(target, B);
  increment(bMode, address, b, size);
  store<u16>(target, wrap(copy + a, size), B);
}

@inline export function moveAB(bMode: u32, address: u32, size: u32): void {
  const at = address << 3;
  const a: u32 = load<u16>(at, A);
  const b: u32 = load<u16>(at, B);
  const target = pointer(bMode, address, b, size) << 3;
  increment(bMode, address, b, size);
  store<u16>(target, a, B);
}

@inline export function addF(isSum: bool, bMode: u32, address: u32, size: u32): void {
  const at = address << 3;
  const source = wrap(address + load<u16>(at, A), size) << 3;
  const ownA: u32 = load<u16>(at, A);
  const b: u32 = load<u16>(at, B);
  const sourceA: u32 = load<u16>(source, A);
  const sourceB: u32 = load<u16>(source, B);
  const target = pointer(bMode, address, b, size) << 3;
  const copyA = bMode == 0 ? ownA : load<u16>(target, A);
  const copyB = bMode == 0 ? b : load<u16>(target, B);
  increment(bMode, address, b, size);
  if (isSum) {
    store<u16>(target, wrap(copyA + sourceA, size), A);
    store<u16>(target, wrap(copyB + sourceB, size), B);
  } else {
    store<u16>(target, wrap(copyA + size - sourceA, size), A);
    store<u16>(target, wrap(copyB + size - sourceB, size), B);
  }
}

// Whether two whole cells are equal: A direct, B any.
@inline export function isEqual(bMode: u32, address: u32, size: u32): bool {
  const at = address << 3;
  const b = fieldB(bMode, at);
  const source = load<u64>(wrap(address + load<u16>(at, A), size) << 3, CORE);
  const target = load<u64>(pointer(bMode, address, b, size) << 3, CORE);
  increment(bMode, address, b, size);
  return source == target;
}

@inline export function jumpIfZeroB(bMode: u32, address: u32, size: u32): u32 {
  const at = address << 3;
  const a: u32 = load<u16>(at, A);
  const b: u32 = load<u16>(at, B);
  const target = pointer(bMode, address, b, size) << 3;
  const copy: u32 = load<u16>(target, B);
  increment(bMode, address, b, size);
  return copy == 0 ? wrap(address + a, size) : up(address, size);
}

@inline export function jumpIfZeroF(bMode: u32, address: u32, size: u32): u32 {
  const at = address << 3;
  const a: u32 = load<u16>(at, A);
  const b: u32 = load<u16>(at, B);
  const target = pointer(bMode, address, b, size) << 3;
  const copyA: u32 = load<u16>(target, A);
  const copyB: u32 = load<u16>(target, B);
  increment(bMode, address, b, size);
  return (copyA | copyB) == 0 ? wrap(address + a, size) : up(address, size);
}

@inline export function skip(isSkipped: bool, address: u32, size: u32): u32 {
  return wrap(address + 1 + u32(isSkipped), size);
}
