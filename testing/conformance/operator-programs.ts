import { type Random, randomFrom } from '../../src/base/random.ts';
import { createProgram, type Program } from '../../src/core/program.ts';

/** How a random program is written. All parts are drawn from the seed. */
interface Style {
  readonly isTyped: boolean;
  readonly newline: string;
  /** Drops semicolons where the line break does their work. */
  readonly hasSemicolons: boolean;
  readonly markers: 'none' | 'whole' | 'body' | 'several' | 'nested';
}

/**
 * A random program with all that makes editing hard: comments, text beyond ASCII, odd spacing, CRLF, missing semicolons,
 * closures, loops, arrays, and EVOLVE-BLOCK markers around it or inside its functions. It parses, and it runs without
 * undeclared names. It exports `priority(item, remaining)`.
 */
export function randomProgram(seed: number): Program {
  const random = randomFrom({ seed, path: '/program' });
  const style: Style = {
    isTyped: random.chance(0.4),
    newline: random.chance(0.3) ? '\r\n' : '\n',
    hasSemicolons: random.chance(0.8),
    markers: random.pick(['none', 'none', 'whole', 'body', 'several', 'nested']),
  };
  const language = style.isTyped ? 'typescript' : 'javascript';
  const entry = style.isTyped ? 'program.ts' : 'program.js';
  const text = createWriter(style, random).program().join(style.newline) + style.newline;
  return createProgram({ language, entry, files: { [entry]: text } });
}

interface Names {
  readonly numbers: readonly string[];
  readonly variables: readonly string[];
  readonly arrays: readonly string[];
}

function createWriter(style: Style, random: Random) {
  const end = style.hasSemicolons ? ';' : '';
  const typed = (type: string): string => (style.isTyped ? `: ${type}` : '');
  let count = 0;
  const fresh = (prefix: string): string => `${prefix}${++count}`;
  const space = (): string => random.pick([' ', ' ', ' ', '', '  ', ' /* größe 𝒳 */ ']);

  function number(names: Names, depth: number): string {
    if (depth <= 0 || random.chance(0.15)) return leaf(names);
    const part = (): string => operand(number(names, depth - 1));
    switch (random.integer(11)) {
      case 0:
        return `${part()}${space()}+ ${part()}`;
      case 1:
        return random.chance(0.5) ? `${part()} -${space()} ${part()}` : `${part()}-${part()}`;
      case 2:
        return `${part()}${space()}*${space()}${part()}`;
      case 3:
        return `${part()} / ${part()}`;
      case 4:
        return `(${number(names, depth - 1)})${space()}** 2`;
      case 5:
        return `Math.max(${number(names, depth - 1)},${space()}${number(names, depth - 1)})`;
      case 6:
        return `Math.sqrt(${number(names, depth - 1)})`;
      case 7:
        return `-(${number(names, depth - 1)})`;
      case 8:
        return `(${boolean(names, depth - 1)}${space()}? ${part()} : ${part()})`;
      case 9:
        return names.arrays.length > 0 ? `${random.pick(names.arrays)}[${random.integer(3)}]` : leaf(names);
      default:
        return `((${number(names, depth - 1)}) ?? ${leaf(names)})`;
    }
  }

  /** Names and literals without a sign stand as they are. */
  function operand(text: string): string {
    if (/^[\w.]+$/.test(text)) return text;
    return random.chance(0.8) ? `(${text})` : `( ${text} )`;
  }

  function leaf({ numbers }: Names): string {
    if (numbers.length > 0 && random.chance(0.6)) return random.pick(numbers);
    return random.pick(['0', '1', '2', '0.5', '-3', '1e-3', '0x10', '12.25', '100', '(7)', '.5', '1_000']);
  }

  function boolean(names: Names, depth: number): string {
    const [a, b] = [operand(number(names, depth - 1)), operand(number(names, depth - 1))];
    const compared = `${a}${space()}${random.pick(['<', '>', '<=', '>=', '===', '!=='])} ${b}`;
    if (depth > 0 && random.chance(0.25)) return `${compared} ${random.pick(['&&', '||'])} !(${boolean(names, 0)})`;
    return compared;
  }

  /** Statements of a block, and the names that are declared after them. */
  function statements(outer: Names, depth: number, indent: string): string[] {
    let names = outer;
    const lines: string[] = [];
    const line = (text: string): void => {
      lines.push(`${indent}${text}`);
    };
    for (let left = 1 + random.integer(3); left > 0; left--) {
      switch (random.integer(depth > 0 ? 10 : 4)) {
        case 0: {
          const name = fresh('c');
          line(`const ${name}${random.chance(0.3) ? typed('number') : ''} = ${number(names, 2)}${end}`);
          names = { ...names, numbers: [...names.numbers, name] };
          break;
        }
        case 1: {
          const name = fresh('v');
          line(`let ${name} = ${number(names, 2)}${end} // ändern?`);
          names = { ...names, numbers: [...names.numbers, name], variables: [...names.variables, name] };
          break;
        }
        case 2:
          if (names.variables.length > 0)
            line(`${random.pick(names.variables)} ${random.pick(['=', '+=', '*='])} ${number(names, 2)}${end}`);
          else line(`/* 空 */${end || ';'}`);
          break;
        case 3: {
          const name = fresh('list');
          line(`const ${name} = [${number(names, 1)}, ${number(names, 1)}, ${number(names, 1)}]${end}`);
          names = { ...names, arrays: [...names.arrays, name] };
          break;
        }
        case 4:
          line(`if (${boolean(names, 2)}) {`);
          lines.push(...statements(names, depth - 1, `${indent}  `));
          if (random.chance(0.4)) {
            line('} else {');
            lines.push(...statements(names, depth - 1, `${indent}  `));
          }
          line('}');
          break;
        case 5:
          line(`if (${boolean(names, 1)}) return${random.chance(0.5) ? ' ' : ''}(${number(names, 2)});`);
          break;
        case 6: {
          const index = fresh('i');
          line(`for (let ${index} = 0; ${index} < 3; ${index}++) {`);
          lines.push(...statements({ ...names, numbers: [...names.numbers, index] }, depth - 1, `${indent}  `));
          line('}');
          break;
        }
        case 7:
          if (names.arrays.length > 0) {
            const element = fresh('e');
            line(`for (const ${element} of ${random.pick(names.arrays)}) {`);
            lines.push(...statements({ ...names, numbers: [...names.numbers, element] }, depth - 1, `${indent}  `));
            line('}');
          }
          break;
        case 8: {
          const name = fresh('helper');
          line(
            `const ${name} = (x${typed('number')}, y${typed('number')}) => x * ${number({ ...names, numbers: ['x', 'y'] }, 2)}${end}`,
          );
          const call = fresh('c');
          line(`const ${call} = ${name}(${number(names, 1)}, ${number(names, 1)})${end}`);
          names = { ...names, numbers: [...names.numbers, call] };
          break;
        }
        default: {
          const name = fresh('s');
          line(`const ${name} = "“EVOLVE”; }" ; // ${name}: {[(`);
        }
      }
    }
    return lines;
  }

  function body(names: Names, indent: string): string[] {
    const start = `${indent}// EVOLVE-BLOCK-START`;
    const stop = `${indent}// EVOLVE-BLOCK-END`;
    const inner = statements(names, 2, indent);
    const result = `${indent}return ${number(names, 3)}${end}`;
    switch (style.markers) {
      case 'body':
        return [`${indent}const frozen = 0.5${end}`, start, ...inner, result, stop];
      case 'nested':
        return [start, ...inner, start, `${indent};`, stop, result, stop];
      default:
        return [...inner, result];
    }
  }

  function program(): string[] {
    const parameters = `item${typed('number')}, remaining${typed('number')}`;
    const names: Names = { numbers: ['item', 'remaining', 'capacity'], variables: [], arrays: ['table'] };
    const isWhole = style.markers === 'whole' || style.markers === 'several';
    return [
      '// Ein Programm — naïve “priority” 𝒳',
      `const capacity = 150${end}`,
      ...(isWhole ? ['/* EVOLVE-BLOCK-START */'] : []),
      `const table${typed('number[]')} = [1, 2.5, -3]${end}`,
      `function scale(x${typed('number')}, y${typed('number')})${typed('number')} {`,
      `  return ${number({ numbers: ['x', 'y', 'capacity'], variables: [], arrays: [] }, 2)}${end}`,
      '}',
      ...(style.markers === 'several' ? ['/* EVOLVE-BLOCK-END */', '', '/* EVOLVE-BLOCK-START */'] : []),
      random.chance(0.5)
        ? `export const flat = (x${typed('number')})${typed('number')} => ${number({ ...names, numbers: ['x'] }, 2)}${end}`
        : '',
      `export function priority(${parameters})${typed('number')} {`,
      ...body({ ...names, variables: ['item'] }, '  '),
      '}',
      ...(isWhole ? ['/* EVOLVE-BLOCK-END */'] : []),
    ];
  }

  return { program };
}
