/**
 * What a task's function set may name: the functions of JavaScript's Math that are the same for the same numbers. The names
 * are the same for programs in every language; operators write what the language has in their place.
 */
export const KNOWN_FUNCTIONS = [
  ...['Math.abs', 'Math.acos', 'Math.acosh', 'Math.asin', 'Math.asinh', 'Math.atan', 'Math.atan2', 'Math.atanh'],
  ...['Math.cbrt', 'Math.ceil', 'Math.clz32', 'Math.cos', 'Math.cosh', 'Math.exp', 'Math.expm1', 'Math.floor'],
  ...['Math.fround', 'Math.hypot', 'Math.imul', 'Math.log', 'Math.log10', 'Math.log1p', 'Math.log2', 'Math.max'],
  ...['Math.min', 'Math.pow', 'Math.round', 'Math.sign', 'Math.sin', 'Math.sinh', 'Math.sqrt', 'Math.tan'],
  ...['Math.tanh', 'Math.trunc'],
] as const;

/** What genetic operators may call in JavaScript and TypeScript when a task does not say it. */
export const DEFAULT_FUNCTION_SET: readonly (typeof KNOWN_FUNCTIONS)[number][] = [
  ...(['Math.abs', 'Math.max', 'Math.min', 'Math.sqrt', 'Math.exp', 'Math.floor'] as const),
];
