/**
 * Makes the host's own built-ins immutable and gives errors a stack formatter that touches nothing of the candidate.
 *
 * V8 asks the main realm to format the stacks of all realms. The default formatter reads `name` and `message` of the
 * candidate's error; when these make it throw, the candidate would catch an error object of the host and hold its
 * constructors in hand. This one only reads the call sites and never throws.
 */
export function hardenRealm(): void {
  Error.prepareStackTrace = (_error, sites) => {
    try {
      let lines = 'Error';
      for (let i = 0; i < sites.length; i++) {
        const site = sites[i] as NodeJS.CallSite;
        // Only its own lines: the rest differs between engines and is not the candidate's business.
        if (site.getFileName() === 'candidate') lines += `\n    at candidate:${site.getLineNumber() ?? 0}`;
      }
      return lines;
    } catch {
      return 'Error';
    }
  };
  const seen = new Set<object>();
  const freezeAll = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      freezeAll(property?.value);
      freezeAll(property?.get);
      freezeAll(property?.set);
    }
    freezeAll(Object.getPrototypeOf(value));
    Object.freeze(value);
  };
  const intrinsics = [
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    Error,
    TypeError,
    RangeError,
    EvalError,
  ];
  for (const intrinsic of [
    ...intrinsics,
    SyntaxError,
    ReferenceError,
    Map,
    Set,
    Promise,
    Date,
    RegExp,
    JSON,
    Math,
    Reflect,
  ]) {
    freezeAll(intrinsic);
  }
}
