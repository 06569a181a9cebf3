// Members that are computed when somebody looks, and a text form that differs from the object.
export function priority(item, remaining) {
  return {
    get score() {
      return 0;
    },
    toJSON: () => ({ score: 0, item, remaining }),
  };
}
