import { describe, expect, it } from 'vitest';
import type { Rules } from '../mars/rules.ts';
import { type AssemblyOptions, assemble } from './assemble.ts';
import { instructionText } from './disassemble.ts';
import { HILLS } from './hills.ts';
import { LIMITS } from './limits.ts';
import { AssemblyError, type Problem } from './problem.ts';

const RULES = HILLS['94'].rules;

function problemsOf(source: string, options?: AssemblyOptions): readonly Problem[] {
  try {
    return assemble(`;assert 1\n${source}`, RULES, options).warnings;
  } catch (error) {
    if (error instanceof AssemblyError) return error.problems;
    throw error;
  }
}

/** Every problem as `line:column kind`, with lines counted from the source that the test wrote. */
function places(source: string, options?: AssemblyOptions): string[] {
  return problemsOf(source, options).map(({ line, column, kind }) => `${line - 1}:${column} ${kind}`);
}

function codeOf(source: string, rules: Rules = RULES): string[] {
  return assemble(source, rules).warrior.instructions.map((one) =>
    instructionText(one, rules.coreSize).replace(/\s+/g, ' '),
  );
}

describe('assemble', () => {
  it('gives the warrior, its header and its start', () => {
    const source =
      ';redcode-94\n;name Dwarf \n;author A. K. Dewdney\n;strategy bombs\n;strategy and bombs\n;assert 1\n' +
      ' org go\nbomb dat #0, #0\ngo add #4, bomb\n mov bomb, @bomb\n jmp go\n end';
    const { warrior, strategy, warnings } = assemble(source, RULES);
    expect(warrior).toMatchObject({ name: 'Dwarf', author: 'A. K. Dewdney', start: 1, pin: null });
    expect(warrior.instructions[1]).toEqual({
      opcode: 'ADD',
      modifier: 'AB',
      aMode: '#',
      aValue: 4,
      bMode: '$',
      bValue: 7999,
    });
    expect(strategy).toEqual(['bombs', 'and bombs']);
    expect(warnings).toEqual([]);
  });

  it('names nobody when nobody is named', () => {
    expect(assemble('nop 1', RULES).warrior).toMatchObject({ name: 'Unknown', author: 'Anonymous' });
    expect(assemble(';name\n;author  \nnop 1', RULES).warrior).toMatchObject({ name: 'Unknown', author: 'Anonymous' });
  });

  it('keeps control characters and long texts out of names', () => {
    const { name } = assemble(`;name \u001b[31mRed\u0007${'x'.repeat(500)}\nnop 1`, RULES).warrior;
    expect(name.startsWith('[31mRed')).toBe(true);
    expect(name.length).toBeLessThanOrEqual(100);
  });

  it.each([
    ['pin 5\nnop 1', 5],
    ['pin -3*2\nnop 1', -6],
    ['nop 1\nx1 nop 2\npin x1', 1],
    ['pin 9000\nnop 1', 9000],
    ['pin 1\npin 2\nnop 1', 2],
    ['nop 1', null],
  ])('reads the PIN of %j as %j', (source, pin) => {
    expect(assemble(source, RULES).warrior.pin).toBe(pin);
  });

  it('takes the constants from the rules and options', () => {
    const source = 'dat WARRIORS, ROUNDS\ndat CORESIZE/10, PSPACESIZE\ndat MAXLENGTH, MINDISTANCE';
    const { instructions } = assemble(source, HILLS.tiny.rules, { warriors: 5, rounds: 7 }).warrior;
    const values = instructions.map(({ aValue, bValue }) => [aValue, bValue]);
    expect(values).toEqual([
      [5, 7],
      [80, 50],
      [20, 20],
    ]);
  });

  it('prints instructions in the columns of pMARS', () => {
    const [instruction] = assemble('djn.ab {-5, >7999', RULES).warrior.instructions;
    expect(instruction && instructionText(instruction, 8000)).toBe('DJN.AB {    -5, >    -1');
  });
});

describe('problems', () => {
  it.each([
    [' mov 1, nowhere', '1:9 undefined-name'],
    ['nop 1\n  foo bar', '2:7 label-not-used'],
    [' mov.q 1, 2', '1:6 unexpected'],
    [' mov 1,', '1:7 operand-missing'],
    [' mov 1', '1:2 operand-missing'],
    [' dat 0, 7/(3-3)', '1:10 division-by-zero'],
    [' dat 0, 1+*2', '1:11 expression'],
    [' dat 0, (1+2', '1:9 expression'],
    [' ? nop 1', '1:2 unexpected'],
    ['rof', '1:1 block-not-open'],
    ['x1 equ x1\n dat 0, x1', '2:9 recursion'],
    [';assert 0\nnop 1', '1:9 assertion-failed'],
    ['l1 nop 1\nl1 nop 2', '2:1 label-taken'],
    [' equ 5\nnop 1', '1:2 text-without-label'],
    ['org 1\nnop 1\nnop 2\nend 2', '4:1 start-twice'],
    ['nop 1\nfor 2\nnop 2', '2:1 block-not-closed'],
    ['dat 0, 9223372036854775807+1', '1:1 overflow'],
    ['org 5\nnop 1', '0:1 start-outside'],
    ['; only this', '0:1 no-instructions'],
    ['mov 1, \\\n  nowhere', '2:3 undefined-name'],
    ['bad equ 1+nowhere\n mov 1, bad', '2:9 undefined-name'],
    ['mov 1, bad\nbad equ 1+nowhere', '1:8 undefined-name'],
    ['a1 a2 a3 a4 a5 a6 a7 a8 nop 1', '1:22 too-many-labels'],
    ['for later\nnop 1\nrof', '1:5 undefined-name'],
    [`dat 0, ${'1'.repeat(20)}`, '1:8 expression'],
  ])('of %j: %s', (source, wanted) => {
    expect(places(source)).toContain(wanted);
  });

  it('lists all of them in the order of the source', () => {
    expect(places(' mov 1, nowhere\n jmp\n nop 1\n add.z 1, 2\n dat 0, 1/0')).toEqual([
      '1:9 undefined-name',
      '2:5 operand-missing',
      '4:6 unexpected',
      '5:10 division-by-zero',
    ]);
  });

  it('say what is wrong, with a code, in one error', () => {
    expect(() => assemble('jmp Start\nstart nop 1\nmov 1', RULES)).toThrow(
      expect.objectContaining({
        code: 'KAIZEN_REDCODE_INVALID',
        message: expect.stringContaining('1:5 “Start” is not defined; did you mean “start”?'),
      }),
    );
  });

  it("of the '88 dialect stand at the instruction", () => {
    expect(places(' mov.i 1, >2', { dialect: '88' })).toEqual(['1:2 dialect', '1:2 dialect']);
  });

  it('are listed up to a limit', () => {
    const source = Array.from({ length: 90 }, () => ' mov 1').join('\n');
    expect(problemsOf(source)).toHaveLength(LIMITS.problems);
  });

  it('of a fatal kind are listed even behind many warnings', () => {
    const warnings = Array.from({ length: 2 * LIMITS.problems }, () => ' equ 1').join('\n');
    expect(problemsOf(`${warnings}\n mov 1`).map(({ severity }) => severity)).toContain('error');
  });
});

describe('limits', () => {
  const chain = (count: number): string =>
    Array.from({ length: count }, (_, index) => `t${index} equ t${index + 1}`).join('\n');

  it.each([
    ['a long source', ';'.repeat(LIMITS.sourceCharacters + 1)],
    ['a block with very many turns', 'for 1000000000\nrof'],
    ['blocks that multiply', `${'for 1000\n'.repeat(6)}${'rof\n'.repeat(6)}`],
    ['blocks inside each other', `${'for 1\n'.repeat(40)}nop 1\n${'rof\n'.repeat(40)}`],
    ['very many statements', 'for 5000\nnop 1\nrof'],
    ['a long chain of texts', `${chain(200)}\n dat 0, t0`],
    ['a long chain of texts, read late', ` dat 0, t0\n${chain(200)}`],
    [
      'texts that double',
      `t0 equ 1\n${Array.from({ length: 50 }, (_, index) => `t${index + 1} equ t${index}+t${index}`).join('\n')}\n dat 0, t50`,
    ],
    [
      'empty texts that double, read late',
      ` dat 0, t50\n${Array.from({ length: 50 }, (_, index) => `t${index + 1} equ t${index} t${index}`).join('\n')}\nt0 equ\n`,
    ],
    ['a line of text that is too long', `dat 0, ${'1+'.repeat(200)}1`],
  ])('refuse %s', (_, source) => {
    expect(() => assemble(source, RULES)).toThrow(expect.objectContaining({ code: 'KAIZEN_REDCODE_TOO_LARGE' }));
  });

  it('refuse more instructions than the rules allow', () => {
    expect(places('for 101\nnop 1\nrof')).toContain('0:1 too-long');
    expect(codeOf('for 100\nnop 1\nrof')).toHaveLength(100);
  });

  it('leave long comments alone', () => {
    expect(codeOf(`nop 1 ; ${'long '.repeat(200)}\n; ${'long '.repeat(200)}`)).toEqual(['NOP.F $ 1, $ 0']);
  });

  it('leave a skipped block alone, whatever is in it', () => {
    expect(codeOf(`for 0\n${'“not Redcode”, at all: ((((\n'.repeat(500)}rof\nnop 1`)).toEqual(['NOP.F $ 1, $ 0']);
  });
});
