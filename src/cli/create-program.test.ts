import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from './create-program.ts';

const root = resolve(import.meta.dirname, '../..');

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

/** A command such as `red-queen import`. */
function commandOf(name: string): Command {
  const find = (parent: Command, word: string): Command =>
    parent.commands.find((each) => each.name() === word) ?? expect.fail(`there is no command ${name}`);
  return name.split(' ').reduce(find, createProgram());
}

const optionsOf = (name: string): string[] => commandOf(name).options.flatMap(({ long }) => long ?? []);
/** The short name where there is one. */
const shortOptionsOf = (name: string): string[] =>
  commandOf(name).options.flatMap(({ short, long }) => short ?? long ?? []);

/** Every command that does something, by its words. */
function namesOf({ commands }: Command, before = ''): string[] {
  return commands.flatMap((command) => {
    const name = `${before}${command.name()}`;
    return command.commands.length > 0 ? namesOf(command, `${name} `) : [name];
  });
}

const documents = globSync('docs/**/*.md', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));

const OF_MACHINE = ['--sandbox', '--workers', '--quiet', '--concurrency', '--record', '--replay'];

describe('options', () => {
  it.each(namesOf(createProgram()))('of %s are in the documentation', (name) => {
    const isNamed = (option: string): boolean => documents.some((text) => new RegExp(`${option}(?![\\w-])`).test(text));
    expect(shortOptionsOf(name).filter((option) => !isNamed(option))).toEqual([]);
  });

  it.each([
    ['run', OF_MACHINE],
    ['resume', OF_MACHINE],
    ['study', ['--sandbox', '--workers', '--quiet']],
    ['check', ['--sandbox', '--workers']],
    ['verify', ['--sandbox']],
    ['show', []],
  ])('of the machine that %s takes are those that it uses', (name, used) => {
    expect(
      optionsOf(name)
        .filter((option) => OF_MACHINE.includes(option))
        .sort(),
    ).toEqual([...used].sort());
  });

  it.each([
    ['study', ['--tokens', '--usd'], 'no arm asks models'],
    ['red-queen import', ['--seed'], 'nobody fights'],
  ])('of %s are not %j: %s', (name, unused) => {
    expect(optionsOf(name).filter((option) => unused.includes(option))).toEqual([]);
  });

  it.each(['red-queen battle', 'run', 'study'])('of %s have defaults that can be typed', (name) => {
    const help = commandOf(name).helpInformation();
    expect(help).toContain('(default: ');
    expect(help).not.toContain('{"');
  });
});

describe('kaizen run', () => {
  it.each(['abc', '', 'NaN'])("takes no target '%s', which no score would reach", async (target) => {
    expect(await refusalOf('run', 'no-such-task', '--target', target)).toMatch(/--target <score>.*wanted a number/s);
  });

  it('says what is wrong with a run to start from', async () => {
    expect(await refusalOf('run', '--from', 'r0001:abc')).toMatch(/--from <run.*r0001:abc.*wanted a run/s);
  });
});
