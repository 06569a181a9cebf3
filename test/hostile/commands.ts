import { createProgram } from '../../src/cli/create-program.ts';

/**
 * Runs command lines one after the other in this process, which saves their start. Arguments: a mark, then command lines as
 * JSON lists. The mark ends the output of each.
 */
const [mark, ...lines] = process.argv.slice(2) as [string, ...string[]];
for (const line of lines) {
  await createProgram().parseAsync(['node', 'kaizen', ...(JSON.parse(line) as string[])]);
  process.stdout.write(mark);
}
