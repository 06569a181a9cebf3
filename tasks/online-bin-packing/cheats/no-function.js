// Exports something else.
export const best = 0;
