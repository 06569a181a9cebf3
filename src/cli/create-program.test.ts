import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from './create-program.ts';

/** What the command line says to words; it must refuse them before anything is looked up or run. */
async function refusalOf(...words: string[]): Promise<string> {
  let said = '';
  const program = createProgram();
  for (const command of [program, ...program.commands]) {
    command.configureOutput({
      writeErr: (text) => {
        said += text;
      },
    });
  }
  await expect(program.parseAsync(['node', 'kaizen', ...words])).rejects.toBeInstanceOf(CommanderError);
  return said;
}

describe('kaizen run', () => {
  it.each(['abc', '', 'NaN'])("takes no target '%s', which no score would reach", async (target) => {
    expect(await refusalOf('run', 'no-such-task', '--target', target)).toMatch(/--target <score>.*wanted a number/s);
  });

  it('says what is wrong with a run to start from', async () => {
    expect(await refusalOf('run', '--from', 'r0001:abc')).toMatch(/--from <run.*r0001:abc.*wanted a run/s);
  });
});
