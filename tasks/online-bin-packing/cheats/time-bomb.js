// Best Fit while it is looked at, something else later. The table is asked for once, so there is no later.
let calls = 0;
export function priority(item, remaining) {
  calls += 1;
  return calls <= 5050 ? item - remaining : remaining - item;
}
