import type { Declaration, FunctionParts, LanguageTable, LibraryFunction } from '../language-table.ts';
import { child, descendants, namedChildren, type SyntaxNode } from '../syntax-node.ts';

type TextOf = (node: SyntaxNode) => string;

function targets(node: SyntaxNode | null): SyntaxNode[] {
  if (node === null) return [];
  if (node.kind === 'identifier') return [node];
  return node.kind === 'open_tuple' || node.kind === 'tuple_expression' ? namedChildren(node).flatMap(targets) : [];
}

/** The call `f(x, y)` inside the head of a function, with the type after it. */
function headOf(node: SyntaxNode | null): { call: SyntaxNode; type: SyntaxNode | null } | null {
  if (node === null) return null;
  if (node.kind === 'call_expression')
    return child(node, 'function')?.kind === 'identifier' ? { call: node, type: null } : null;
  const [first, second] = namedChildren(node);
  if (
    first === undefined ||
    (node.kind !== 'signature' && node.kind !== 'typed_expression' && node.kind !== 'where_expression')
  )
    return null;
  const inner = headOf(first);
  return inner === null || node.kind !== 'typed_expression' ? inner : { call: inner.call, type: second ?? null };
}

function headOfFunction(node: SyntaxNode): ReturnType<typeof headOf> {
  if (node.kind === 'function_definition')
    return headOf(node.children.find(({ kind }) => kind === 'signature') ?? null);
  return node.kind === 'assignment' ? headOf(child(node, 'left')) : null;
}

function parameter(node: SyntaxNode, text: TextOf): Declaration[] {
  const [first, second] = namedChildren(node);
  switch (node.kind) {
    case 'identifier':
      return [{ names: [node], kind: 'parameter', typeText: null, value: null }];
    case 'typed_expression': {
      if (first?.kind !== 'identifier') return [];
      return [{ names: [first], kind: 'parameter', typeText: second === undefined ? null : text(second), value: null }];
    }
    case 'named_argument':
      return first === undefined
        ? []
        : parameter(first, text).map((found) => ({ ...found, value: child(node, 'value') }));
    case 'splat_expression':
      return targets(first ?? null).map((name) => ({ names: [name], kind: 'other', typeText: null, value: null }));
    default:
      return [];
  }
}

function declarations(node: SyntaxNode, text: TextOf): Declaration[] {
  const head = headOfFunction(node);
  if (head !== null) {
    const list = child(head.call, 'arguments');
    const name = child(head.call, 'function') as SyntaxNode;
    const parameters = list === null ? [] : namedChildren(list).flatMap((inner) => parameter(inner, text));
    return [
      { names: [name], kind: 'function', typeText: null, value: null, visibleFrom: 0 },
      ...parameters.map((found) => ({ ...found, visibleFrom: head.call.start })),
    ];
  }
  const left = child(node, 'left');
  switch (node.kind) {
    case 'assignment': {
      const isTyped = left?.kind === 'typed_expression';
      const [name, type] = isTyped ? namedChildren(left) : [left, undefined];
      const value = name?.kind === 'identifier' ? child(node, 'right') : null;
      const kind = node.parent?.kind === 'const_statement' ? 'constant' : 'variable';
      return [{ names: targets(name ?? null), kind, typeText: type === undefined ? null : text(type), value }];
    }
    case 'let_binding':
      return [{ names: targets(left), kind: 'variable', typeText: null, value: child(node, 'right') }];
    case 'for_binding': {
      const right = child(node, 'right');
      const isCounted = right?.kind === 'range_expression' ? { type: 'number' } : {};
      const visibleFrom = node.parent?.kind === 'for_clause' ? (node.parent.parent?.start ?? 0) : node.end;
      return [{ names: targets(left), kind: 'other', typeText: null, value: null, visibleFrom, ...isCounted }];
    }
    case 'arrow_function_expression': {
      const [first] = namedChildren(node);
      const names = first?.kind === 'argument_list' ? namedChildren(first).flatMap(targets) : targets(first ?? null);
      return [{ names, kind: 'parameter', typeText: null, value: null, visibleFrom: node.start }];
    }
    case 'using_statement':
    case 'import_statement':
      return [
        {
          names: descendants(node).filter(({ kind }) => kind === 'identifier'),
          kind: 'import',
          typeText: null,
          value: null,
        },
      ];
    default:
      return [];
  }
}

function functionParts(node: SyntaxNode, text: TextOf): FunctionParts | null {
  const head = headOfFunction(node);
  if (head === null) return null;
  const body = node.kind === 'assignment' ? child(node, 'right') : node;
  return {
    name: text(child(head.call, 'function') as SyntaxNode),
    resultText: head.type === null ? null : text(head.type),
    body,
  };
}

function math(name: string, template: string, arity = 1): LibraryFunction {
  return { name: `Math.${name}`, template, arity, type: 'number' };
}

const NUMBER_TYPE = /^(?:U?Int\d*|Float\d+|Number|Real|Integer|AbstractFloat|Signed|Unsigned)$/;
const BINARY = ['left', 'operator', 'right'];

export const JULIA: LanguageTable = {
  language: 'julia',
  aliases: ['jl'],
  extensions: ['jl'],
  grammar: 'julia',
  typing: 'dynamic',
  roles: {
    integer_literal: 'number',
    float_literal: 'number',
    boolean_literal: 'boolean',
    identifier: 'name',
    field_expression: 'member',
    index_expression: 'index',
    call_expression: 'call',
    parenthesized_expression: 'parenthesized',
    unary_expression: 'unary',
    binary_expression: 'binary',
    ternary_expression: 'conditional',
    function_definition: 'function',
    arrow_function_expression: 'function',
    source_file: 'list',
    compound_statement: 'list',
    if_statement: 'if',
    elseif_clause: 'list',
    else_clause: 'list',
    for_statement: 'list',
    while_statement: 'list',
    let_statement: 'list',
    return_statement: 'return',
    break_statement: 'jump',
    continue_statement: 'jump',
    string_literal: 'string',
    command_literal: 'string',
    using_statement: 'skipped',
    import_statement: 'skipped',
    quote_expression: 'skipped',
    macro_identifier: 'skipped',
    parametrized_type_expression: 'skipped',
  },
  childNames: {
    assignment: BINARY,
    compound_assignment_expression: BINARY,
    binary_expression: BINARY,
    let_binding: BINARY,
    for_binding: BINARY,
    named_argument: ['name', 'operator', 'value'],
    unary_expression: ['operator', 'argument'],
    parenthesized_expression: ['value'],
    ternary_expression: ['condition', 'consequence', 'alternative'],
    call_expression: ['function', 'arguments'],
    index_expression: ['object', 'index'],
    field_expression: ['object', 'property'],
    typed_expression: ['value', 'type'],
    return_statement: ['value'],
    arrow_function_expression: ['parameters', 'body'],
  },
  notStatements: new Set([
    'signature',
    'for_binding',
    'let_binding',
    'elseif_clause',
    'else_clause',
    'catch_clause',
    'finally_clause',
    'using_statement',
    'import_statement',
    'const_statement',
  ]),
  positions: {
    return_statement: 'value',
    assignment: { right: 'value' },
    compound_assignment_expression: { right: 'value' },
    let_binding: { right: 'value' },
    argument_list: 'value',
    named_argument: { value: 'value' },
    vector_expression: 'value',
    tuple_expression: 'value',
    open_tuple: 'value',
    arrow_function_expression: { body: 'value' },
    if_clause: 'condition',
    if_statement: { condition: 'condition' },
    elseif_clause: { condition: 'condition' },
    while_statement: { condition: 'loop-condition' },
    for_binding: { right: 'structural' },
    index_expression: { index: 'structural' },
    range_expression: 'structural',
    juxtaposition_expression: 'structural',
    matrix_row: 'structural',
  },
  scopes: new Set([
    'source_file',
    'function_definition',
    'arrow_function_expression',
    'comprehension_expression',
    'generator',
    'let_statement',
    'module_definition',
  ]),
  operators: {
    '||': { precedence: 4, group: 'logical' },
    '&&': { precedence: 5, group: 'logical' },
    '==': { precedence: 8, group: 'equality' },
    '!=': { precedence: 8, group: 'equality' },
    '<': { precedence: 8, group: 'comparison' },
    '<=': { precedence: 8, group: 'comparison' },
    '>': { precedence: 8, group: 'comparison' },
    '>=': { precedence: 8, group: 'comparison' },
    '≤': { precedence: 8, group: 'comparison' },
    '≥': { precedence: 8, group: 'comparison' },
    '≠': { precedence: 8, group: 'equality' },
    '===': { precedence: 8, group: 'other' },
    '!==': { precedence: 8, group: 'other' },
    '|>': { precedence: 9, group: 'other' },
    '+': { precedence: 12, group: 'arithmetic' },
    '-': { precedence: 12, group: 'arithmetic' },
    '*': { precedence: 13, group: 'arithmetic' },
    '/': { precedence: 13, group: 'arithmetic' },
    '%': { precedence: 13, group: 'numeric' },
    '÷': { precedence: 13, group: 'numeric' },
    '^': { precedence: 16, group: 'numeric', isRightAssociative: true },
  },
  comments: new Set(['line_comment', 'block_comment']),
  structuralCalls:
    /^(?:zeros|ones|fill|collect|range|rand|randn|reshape|length|size|Array|Vector|Matrix|push!|append!|resize!|Int|seed!|eachindex|enumerate)$/,
  resultTypes: [
    [
      /^(?:abs|max|min|sqrt|exp|log|log2|sin|cos|tan|tanh|atan|floor|ceil|round|hypot|length|sum|float|clamp|mod|div|sign)$/,
      'number',
    ],
    [/^(?:isempty|iseven|isodd|isnan|any|all|in)$/, 'boolean'],
  ],
  functions: [
    math('abs', 'abs($1)'),
    math('max', 'max($1, $2)', 2),
    math('min', 'min($1, $2)', 2),
    math('sqrt', 'sqrt(abs($1))'),
    math('exp', 'exp(min($1, 50))'),
    math('log', 'log(abs($1) + 1e-9)'),
    math('sin', 'sin($1)'),
    math('cos', 'cos($1)'),
    math('tanh', 'tanh($1)'),
    math('floor', 'floor($1)'),
    math('ceil', 'ceil($1)'),
    math('hypot', 'hypot($1, $2)', 2),
  ],
  notation: {
    and: '&&',
    or: '||',
    not: '!',
    true: 'true',
    false: 'false',
    equal: '==',
    conditional: '$1 ? $2 : $3',
    power: { operator: '^' },
    terminator: '',
    assignment: '$1 = $2',
    constant: '$1 = $2',
    returnValue: 'return $1',
    guardHead: 'if $1',
    guardTail: 'end',
    nothing: null,
    inline: '; ',
  },
  literalSuffixes: /^(?:f-?\d+)?$/,
  integerTypes: /^U?Int\d*$/,
  unsignedTypes: /(?!)/,
  defaultTypes: { integer: 'number', float: 'number' },
  hasIndentedBlocks: false,
  requiresUse: false,
  declarations,
  isNotRead: ({ field, parent }) =>
    (field === 'property' && parent?.kind === 'field_expression') ||
    (field === 'name' && parent?.kind === 'named_argument') ||
    (field === 'type' && parent?.kind === 'typed_expression'),
  isWritten: ({ field, parent }) => field === 'left' && parent?.kind === 'assignment',
  typeOf: (typeText) => (NUMBER_TYPE.test(typeText) ? 'number' : typeText === 'Bool' ? 'boolean' : 'other'),
  elementOf: (typeText) => /^(?:Abstract)?(?:Vector|Array)\{\s*(.*?)\s*(?:,.*)?\}$/.exec(typeText)?.[1] ?? null,
  functionParts,
};
