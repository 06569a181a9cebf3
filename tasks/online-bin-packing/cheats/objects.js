// An object that becomes a number when it is compared, a new one each time.
let calls = 0;
export function priority() {
  return {
    valueOf() {
      calls += 1;
      return calls;
    },
  };
}
