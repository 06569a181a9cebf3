/**
 * Replaces the sorts that take a comparison function by one merge sort, because engines, and versions of one engine,
 * call the comparison a different number of times, and these calls are counted as steps. Stable, as the language
 * demands; the order is the same as with any other correct sort as long as the comparison is consistent.
 *
 * Bottom-up merge sort (J. von Neumann, 1945) over runs of 8, which insertion sort makes.
 *
 * Sent as text into the context: it must use nothing from outside itself.
 */
export function installSorting(): void {
  type Compare = (left: unknown, right: unknown) => unknown;
  const { defineProperty } = Object;
  const { isArray } = Array;
  const { min } = Math;
  const apply = Reflect.apply;
  const RUN = 8;

  /** Sorts a dense array in place; its elements are defined. */
  const mergeSort = (items: unknown[], compare: Compare): unknown[] => {
    const { length } = items;
    for (let low = 0; low < length; low += RUN) {
      const high = min(low + RUN, length);
      for (let i = low + 1; i < high; i++) {
        const item = items[i];
        let j = i - 1;
        while (j >= low && +(compare(items[j], item) as number) > 0) {
          items[j + 1] = items[j];
          j--;
        }
        items[j + 1] = item;
      }
    }
    let from = items;
    let to: unknown[] = [];
    for (let width = RUN; width < length; width *= 2) {
      for (let low = 0; low < length; low += 2 * width) {
        const middle = min(low + width, length);
        const high = min(low + 2 * width, length);
        let left = low;
        let right = middle;
        for (let i = low; i < high; i++) {
          const takesLeft = left < middle && (right >= high || !(+(compare(from[left], from[right]) as number) > 0));
          to[i] = takesLeft ? from[left++] : from[right++];
        }
      }
      const swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  };

  /** The elements that are there and defined, and how many were undefined. */
  const collect = (source: ArrayLike<unknown>, length: number, readsHoles: boolean) => {
    const items: unknown[] = [];
    let count = 0;
    let undefinedCount = 0;
    for (let i = 0; i < length; i++) {
      const value = source[i];
      if (value !== undefined) items[count++] = value;
      else if (readsHoles || i in source) undefinedCount++;
    }
    return { items, undefinedCount };
  };

  const replace = (prototype: object, name: string, make: (native: Compare) => unknown): void => {
    const native = (prototype as Record<string, unknown>)[name];
    if (typeof native !== 'function') return;
    defineProperty(prototype, name, {
      value: make(native as Compare),
      writable: true,
      enumerable: false,
      configurable: true,
    });
  };

  replace(
    Array.prototype,
    'sort',
    (native) =>
      ({
        sort(this: unknown[], compare?: Compare): unknown {
          if (typeof compare !== 'function' || !isArray(this)) return apply(native, this, [compare]);
          const { length } = this;
          const { items, undefinedCount } = collect(this, length, false);
          const sorted = mergeSort(items, compare);
          const defined = items.length;
          for (let i = 0; i < defined; i++) this[i] = sorted[i];
          for (let i = 0; i < undefinedCount; i++) this[defined + i] = undefined;
          for (let i = defined + undefinedCount; i < length; i++) delete this[i];
          return this;
        },
      }).sort,
  );

  replace(
    Array.prototype,
    'toSorted',
    (native) =>
      ({
        toSorted(this: unknown[], compare?: Compare): unknown {
          if (typeof compare !== 'function' || !isArray(this)) return apply(native, this, [compare]);
          const { items, undefinedCount } = collect(this, this.length, true);
          const sorted = mergeSort(items, compare);
          const defined = items.length;
          for (let i = 0; i < undefinedCount; i++) sorted[defined + i] = undefined;
          return sorted;
        },
      }).toSorted,
  );

  const typedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype) as object;
  const lengthOf = Object.getOwnPropertyDescriptor(typedArrayPrototype, 'length')?.get as () => unknown;
  const sortTyped = (target: unknown[], compare: Compare): unknown => {
    // Throws for what is no typed array, as the native method does.
    const length = apply(lengthOf, target, []) as number;
    const { items } = collect(target, length, true);
    const sorted = mergeSort(items, compare);
    for (let i = 0; i < length; i++) target[i] = sorted[i];
    return target;
  };
  replace(
    typedArrayPrototype,
    'sort',
    (native) =>
      ({
        sort(this: unknown[], compare?: Compare): unknown {
          return typeof compare === 'function' ? sortTyped(this, compare) : apply(native, this, [compare]);
        },
      }).sort,
  );
  replace(
    typedArrayPrototype,
    'toSorted',
    (native) =>
      ({
        toSorted(this: unknown[], compare?: Compare): unknown {
          const copy = apply(native, this, []) as unknown[];
          if (typeof compare !== 'function') return compare === undefined ? copy : apply(native, this, [compare]);
          const length = apply(lengthOf, this, []) as number;
          for (let i = 0; i < length; i++) copy[i] = this[i];
          return sortTyped(copy, compare);
        },
      }).toSorted,
  );
}
