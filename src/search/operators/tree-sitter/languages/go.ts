import type { Declaration, FunctionParts, LanguageTable, LibraryFunction } from '../language-table.ts';
import { child, childrenIn, descendants, namedChildren, type SyntaxNode } from '../syntax-node.ts';

type TextOf = (node: SyntaxNode) => string;

function identifiers(list: SyntaxNode | null): SyntaxNode[] {
  return list === null ? [] : namedChildren(list).filter(({ kind }) => kind === 'identifier');
}

/** `a, b := 1, f()`: each name has its own value when there are as many. */
function pairs(
  names: readonly SyntaxNode[],
  values: SyntaxNode | null,
  rest: Omit<Declaration, 'names' | 'value'>,
): Declaration[] {
  const list = values === null ? [] : values.kind === 'expression_list' ? namedChildren(values) : [values];
  return names.map((name, i) => ({
    ...rest,
    names: [name],
    value: list.length === names.length ? (list[i] ?? null) : null,
  }));
}

function declarations(node: SyntaxNode, text: TextOf): Declaration[] {
  const type = child(node, 'type');
  const typeText = type === null ? null : text(type);
  switch (node.kind) {
    case 'short_var_declaration':
      return pairs(identifiers(child(node, 'left')), child(node, 'right'), { kind: 'variable', typeText: null });
    case 'var_spec':
    case 'const_spec': {
      const kind = node.kind === 'var_spec' ? 'variable' : 'constant';
      const names = childrenIn(node, 'name').filter(({ isNamed }) => isNamed);
      return pairs(names, child(node, 'value'), { kind, typeText });
    }
    case 'parameter_declaration': {
      const names = childrenIn(node, 'name').filter(({ isNamed }) => isNamed);
      return [{ names, kind: 'parameter', typeText, value: null }];
    }
    case 'range_clause': {
      const [first, ...others] = identifiers(child(node, 'left'));
      const counter: Declaration[] =
        first === undefined ? [] : [{ names: [first], kind: 'other', typeText: null, value: null, type: 'int' }];
      return [...counter, { names: others, kind: 'other', typeText: null, value: null }];
    }
    case 'function_declaration': {
      const name = child(node, 'name');
      return name === null ? [] : [{ names: [name], kind: 'function', typeText: null, value: null, visibleFrom: 0 }];
    }
    default:
      return [];
  }
}

function functionParts(node: SyntaxNode, text: TextOf): FunctionParts | null {
  if (node.kind !== 'function_declaration' && node.kind !== 'method_declaration') return null;
  const name = child(node, 'name');
  if (name === null) return null;
  const receiver = child(node, 'receiver');
  const owner =
    receiver === null
      ? ''
      : `${text(descendants(receiver).find(({ kind }) => kind === 'type_identifier') ?? receiver)}.`;
  const result = child(node, 'result');
  return {
    name: `${owner}${text(name)}`,
    resultText: result === null ? null : text(result),
    body: child(node, 'body'),
  };
}

const MATH = /^\s*(?:import\s+)?"math"/m;

function math(name: string, called: string, arity = 1): LibraryFunction {
  const parts = arity === 1 ? '$1' : '$1, $2';
  return { name: `Math.${name}`, template: `math.${called}(${parts})`, arity, type: 'float', requires: MATH };
}

const EXACT = /^(?:u?int(?:8|16|32|64)?|float32|float64|byte|rune|uintptr)$/;

export const GO: LanguageTable = {
  language: 'go',
  aliases: ['golang'],
  extensions: ['go'],
  grammar: 'go',
  typing: 'strict',
  roles: {
    int_literal: 'number',
    float_literal: 'number',
    true: 'boolean',
    false: 'boolean',
    identifier: 'name',
    selector_expression: 'member',
    index_expression: 'index',
    call_expression: 'call',
    parenthesized_expression: 'parenthesized',
    unary_expression: 'unary',
    binary_expression: 'binary',
    literal_value: 'array',
    function_declaration: 'function',
    method_declaration: 'function',
    func_literal: 'function',
    source_file: 'list',
    statement_list: 'list',
    if_statement: 'if',
    return_statement: 'return',
    break_statement: 'jump',
    continue_statement: 'jump',
    goto_statement: 'jump',
    raw_string_literal: 'string',
    slice_type: 'skipped',
    array_type: 'skipped',
    map_type: 'skipped',
    type_declaration: 'skipped',
    import_declaration: 'skipped',
    package_clause: 'skipped',
  },
  childNames: {
    selector_expression: ['object', 'property'],
    index_expression: ['object', 'index'],
    call_expression: ['function', 'arguments'],
    parenthesized_expression: ['value'],
    unary_expression: ['argument'],
    binary_expression: ['left', 'right'],
  },
  notStatements: new Set(['import_declaration', 'package_clause', 'type_declaration']),
  positions: {
    expression_list: 'value',
    var_spec: { value: 'value' },
    argument_list: 'value',
    literal_element: 'value',
    if_statement: { condition: 'condition' },
    for_clause: { initializer: 'structural', condition: 'loop-condition', update: 'structural' },
    for_statement: { condition: 'loop-condition' },
    range_clause: { right: 'structural' },
    index_expression: { index: 'structural' },
    slice_expression: 'structural',
    short_var_declaration: { left: 'structural' },
    assignment_statement: { left: 'structural' },
    expression_case: { value: 'structural' },
  },
  scopes: new Set([
    'source_file',
    'function_declaration',
    'method_declaration',
    'func_literal',
    'block',
    'for_statement',
    'if_statement',
    'expression_switch_statement',
    'expression_case',
    'default_case',
  ]),
  operators: {
    '||': { precedence: 4, group: 'logical' },
    '&&': { precedence: 5, group: 'logical' },
    '==': { precedence: 10, group: 'equality' },
    '!=': { precedence: 10, group: 'equality' },
    '<': { precedence: 10, group: 'comparison' },
    '<=': { precedence: 10, group: 'comparison' },
    '>': { precedence: 10, group: 'comparison' },
    '>=': { precedence: 10, group: 'comparison' },
    '+': { precedence: 12, group: 'arithmetic' },
    '-': { precedence: 12, group: 'arithmetic' },
    '|': { precedence: 12, group: 'other' },
    '^': { precedence: 12, group: 'other' },
    '*': { precedence: 13, group: 'arithmetic' },
    '/': { precedence: 13, group: 'arithmetic' },
    '%': { precedence: 13, group: 'numeric' },
    '<<': { precedence: 13, group: 'other' },
    '>>': { precedence: 13, group: 'other' },
    '&': { precedence: 13, group: 'other' },
    '&^': { precedence: 13, group: 'other' },
  },
  comments: new Set(['comment']),
  structuralCalls: /\b(?:make|append|copy|len|cap|int|NewSource|Seed|Intn|Perm)$/,
  resultTypes: [
    [/^math\.(?:Is|Signbit)/, 'boolean'],
    [/^math\.\w+$/, 'float64'],
    [/^(?:len|cap)$/, 'int'],
    [/^float64$/, 'float64'],
    [/^float32$/, 'float32'],
    [/^int$/, 'int'],
    [/^int64$/, 'int64'],
  ],
  functions: [
    math('abs', 'Abs'),
    math('max', 'Max', 2),
    math('min', 'Min', 2),
    math('sqrt', 'Sqrt'),
    math('exp', 'Exp'),
    math('log', 'Log'),
    math('sin', 'Sin'),
    math('cos', 'Cos'),
    math('tanh', 'Tanh'),
    math('atan2', 'Atan2', 2),
    math('floor', 'Floor'),
    math('ceil', 'Ceil'),
    math('hypot', 'Hypot', 2),
  ],
  notation: {
    and: '&&',
    or: '||',
    not: '!',
    true: 'true',
    false: 'false',
    equal: '==',
    conditional: null,
    power: math('pow', 'Pow', 2),
    terminator: '',
    assignment: '$1 = $2',
    constant: 'var $1 $3 = $2',
    returnValue: 'return $1',
    guardHead: 'if $1 {',
    guardTail: '}',
    nothing: null,
    inline: '; ',
  },
  literalSuffixes: /^$/,
  integerTypes: /^(?:u?int(?:8|16|32|64)?|byte|rune|uintptr)$/,
  unsignedTypes: /^(?:uint(?:8|16|32|64)?|byte|uintptr)$/,
  defaultTypes: { integer: 'int', float: 'float64' },
  hasIndentedBlocks: false,
  requiresUse: true,
  declarations,
  isNotRead: ({ parent }) => parent?.kind === 'keyed_element',
  isWritten: ({ field, parent }) =>
    parent?.kind === 'expression_list' &&
    parent.field === 'left' &&
    field === null &&
    (parent.parent?.kind === 'assignment_statement' || parent.parent?.kind === 'short_var_declaration'),
  typeOf: (typeText) => (EXACT.test(typeText) ? typeText : typeText === 'bool' ? 'boolean' : 'other'),
  elementOf: (typeText) => /^\[\w*\](.+)$/.exec(typeText)?.[1] ?? null,
  functionParts,
};
