// Where everything is in memory. wasm-engine.ts holds the same numbers.

export const EMPTY_CODE: u32 = 0o0411;

// Parameters, u32 each, at these addresses.
export const CORE_SIZE: usize = 0;
export const WARRIORS: usize = 4;
export const CYCLES: usize = 8;
export const PROCESSES: usize = 12;
export const QUEUE_MASK: usize = 16; // capacity of a queue − 1, capacity a power of two
export const P_SPACE_SIZE: usize = 20;
export const ROUNDS: usize = 24;
export const LEAST_ALIVE: usize = 28; // the round is over when fewer are alive
export const DEATH_COST: usize = 32; // instructions that a death takes off the round, besides the dead warrior's turns
export const COUNTS_COVERAGE: usize = 36;
export const FIRST_WARRIOR: usize = 40; // address of the first warrior record
export const WARRIOR_STRIDE: usize = 44;
export const ROUND_TABLE: usize = 48; // for each round: starter, then a position for each warrior
export const RESULT_TABLE: usize = 52; // for each round and warrior: death, executed, spawned, covered

export const CORE: usize = 4096;
export const A: usize = CORE;
export const B: usize = CORE + 2;
export const CODE: usize = CORE + 4;
export const HANDLER: usize = CORE + 6;

// A warrior record, followed by its queue (a ring of u16).
export const HEAD: usize = 0; // of the ring, not reduced
export const COUNT: usize = 4; // processes
export const NEXT: usize = 8; // record of the warrior that moves after it
export const PREVIOUS: usize = 12;
export const SPAWNED: usize = 16;
export const EXECUTED: usize = 20;
export const DEATH: usize = 24;
export const LAST_RESULT: usize = 28; // cell 0 of its p-space
export const P_SPACE: usize = 32; // address of its p-space, u16 each
export const COVERED: usize = 36; // address of a byte for each cell
export const IMAGE: usize = 40; // address of its cells
export const LENGTH: usize = 44;
export const START: usize = 48;
export const QUEUE: usize = 64;
