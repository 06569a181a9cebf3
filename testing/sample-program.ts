import { createProgram, type Program } from '../src/core/program.ts';

/** The text of a program for the sample task: a function of x that returns this expression, which may be edited. */
export function sampleText(expression: string): string {
  return `// EVOLVE-BLOCK-START\nexport function f(x) {\n  return ${expression};\n}\n// EVOLVE-BLOCK-END\n`;
}

export function sampleProgram(expression: string): Program {
  return createProgram({ language: 'javascript', entry: 'f.js', files: { 'f.js': sampleText(expression) } });
}
