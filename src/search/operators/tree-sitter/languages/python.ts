import type { Declaration, FunctionParts, LanguageTable } from '../language-table.ts';
import { child, descendants, namedChildren, type SyntaxNode } from '../syntax-node.ts';

type TextOf = (node: SyntaxNode) => string;

/** Names in a target: `a`, `a, b`, `(a, *b)`, but not those of `a.b` and `a[i]`, which declare nothing. */
function targets(node: SyntaxNode | null): SyntaxNode[] {
  if (node === null) return [];
  if (node.kind === 'identifier') return [node];
  if (/^(pattern_list|tuple_pattern|list_pattern|list_splat_pattern|tuple|expression_list)$/.test(node.kind))
    return namedChildren(node).flatMap(targets);
  return [];
}

function parameter(node: SyntaxNode, text: TextOf): Declaration[] {
  const own = (name: SyntaxNode | null, type: SyntaxNode | null): Declaration[] =>
    name === null || name.kind !== 'identifier'
      ? []
      : [
          {
            names: [name],
            kind: 'parameter',
            typeText: type === null ? null : text(type),
            value: child(node, 'value'),
          },
        ];
  switch (node.kind) {
    case 'identifier':
      return own(node, null);
    case 'default_parameter':
    case 'typed_default_parameter':
      return own(child(node, 'name'), child(node, 'type'));
    case 'typed_parameter':
      return own(node.children[0] ?? null, child(node, 'type'));
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return namedChildren(node).map((name) => ({ names: [name], kind: 'other', typeText: null, value: null }));
    default:
      return [];
  }
}

/** `range(…)` counts; anything else may hold anything. */
function loopType(right: SyntaxNode | null, text: TextOf): { type?: string } {
  return right?.kind === 'call' && /^range\b/.test(text(right)) ? { type: 'number' } : {};
}

function declarations(node: SyntaxNode, text: TextOf): Declaration[] {
  switch (node.kind) {
    case 'assignment': {
      const [left, type, right] = ['left', 'type', 'right'].map((field) => child(node, field));
      const names = targets(left ?? null);
      const typeText = type == null ? null : text(type);
      const value = left?.kind === 'identifier' ? (right ?? null) : null;
      return names.length === 0 ? [] : [{ names, kind: 'variable', typeText, value }];
    }
    case 'for_statement':
    case 'for_in_clause': {
      const [left, right] = [child(node, 'left'), child(node, 'right')];
      const isCounted = left?.kind === 'identifier' ? loopType(right, text) : {};
      const visibleFrom = node.kind === 'for_statement' ? (right?.end ?? node.start) : (node.parent?.start ?? 0);
      return [{ names: targets(left), kind: 'other', typeText: null, value: null, visibleFrom, ...isCounted }];
    }
    case 'named_expression':
      return [{ names: targets(child(node, 'name')), kind: 'other', typeText: null, value: child(node, 'value') }];
    case 'as_pattern':
      return [
        {
          names: descendants(child(node, 'alias') ?? node).filter(({ kind }) => kind === 'identifier'),
          kind: 'other',
          typeText: null,
          value: null,
        },
      ];
    case 'parameters':
    case 'lambda_parameters':
      return namedChildren(node).flatMap((inner) =>
        parameter(inner, text).map((found) => ({ ...found, visibleFrom: node.start })),
      );
    case 'function_definition':
    case 'class_definition': {
      const name = child(node, 'name');
      return name === null ? [] : [{ names: [name], kind: 'function', typeText: null, value: null, visibleFrom: 0 }];
    }
    case 'import_statement':
    case 'import_from_statement': {
      const names = node.children.flatMap((inner): SyntaxNode[] => {
        if (inner.field !== 'name') return [];
        const alias = child(inner, 'alias');
        const [first] = descendants(alias ?? inner).filter(({ kind }) => kind === 'identifier');
        return first === undefined ? [] : [first];
      });
      return [{ names, kind: 'import', typeText: null, value: null }];
    }
    default:
      return [];
  }
}

function functionParts(node: SyntaxNode, text: TextOf): FunctionParts | null {
  const name = child(node, 'name');
  const result = child(node, 'return_type');
  if (node.kind !== 'function_definition' || name === null) return null;
  return { name: text(name), resultText: result === null ? null : text(result), body: child(node, 'body') };
}

const NUMBER_TYPE = /^(int|float|complex|np\.float\d+|np\.int\d+|Number|number)$/;
const WITH_NUMPY = /^[ \t]*import\s+numpy\s+as\s+np\b/m;
const WITH_MATH = /^[ \t]*import\s+(?:[\w. ]+,\s*)*math\b(?!\s+as)/m;

export const PYTHON: LanguageTable = {
  language: 'python',
  aliases: ['py', 'python3'],
  extensions: ['py', 'pyi'],
  grammar: 'python',
  typing: 'dynamic',
  roles: {
    integer: 'number',
    float: 'number',
    true: 'boolean',
    false: 'boolean',
    identifier: 'name',
    attribute: 'member',
    subscript: 'index',
    call: 'call',
    parenthesized_expression: 'parenthesized',
    unary_operator: 'unary',
    not_operator: 'unary',
    binary_operator: 'binary',
    boolean_operator: 'binary',
    comparison_operator: 'binary',
    conditional_expression: 'conditional',
    list: 'array',
    tuple: 'array',
    function_definition: 'function',
    lambda: 'function',
    module: 'list',
    block: 'list',
    if_statement: 'if',
    return_statement: 'return',
    raise_statement: 'jump',
    break_statement: 'jump',
    continue_statement: 'jump',
    string: 'string',
    type: 'skipped',
    decorator: 'skipped',
    keyword_separator: 'skipped',
  },
  childNames: {
    attribute: ['object', 'property'],
    subscript: ['object', 'index', 'index', 'index'],
    call: ['function', 'arguments'],
    parenthesized_expression: ['value'],
    unary_operator: ['argument'],
    not_operator: ['argument'],
    binary_operator: ['left', 'right'],
    boolean_operator: ['left', 'right'],
    comparison_operator: ['left', 'right'],
    conditional_expression: ['consequence', 'condition', 'alternative'],
    return_statement: ['value'],
  },
  notStatements: new Set(['future_import_statement', 'decorator']),
  positions: {
    return_statement: 'value',
    assignment: { right: 'value' },
    augmented_assignment: { right: 'value' },
    expression_list: 'value',
    argument_list: 'value',
    keyword_argument: { value: 'value' },
    default_parameter: { value: 'value' },
    typed_default_parameter: { value: 'value' },
    list: 'value',
    tuple: 'value',
    pair: { value: 'value' },
    lambda: { body: 'value' },
    list_comprehension: { body: 'value' },
    generator_expression: { body: 'value' },
    if_clause: 'condition',
    if_statement: { condition: 'condition' },
    elif_clause: { condition: 'condition' },
    assert_statement: 'condition',
    while_statement: { condition: 'loop-condition' },
    for_statement: { right: 'structural' },
    for_in_clause: { right: 'structural' },
    subscript: { index: 'structural' },
    slice: 'structural',
  },
  scopes: new Set([
    'module',
    'function_definition',
    'lambda',
    'list_comprehension',
    'set_comprehension',
    'dictionary_comprehension',
    'generator_expression',
    'class_definition',
  ]),
  operators: {
    or: { precedence: 4, group: 'logical' },
    and: { precedence: 5, group: 'logical' },
    not: { precedence: 6, group: 'other' },
    '==': { precedence: 8, group: 'equality' },
    '!=': { precedence: 8, group: 'equality' },
    '<': { precedence: 8, group: 'comparison' },
    '<=': { precedence: 8, group: 'comparison' },
    '>': { precedence: 8, group: 'comparison' },
    '>=': { precedence: 8, group: 'comparison' },
    in: { precedence: 8, group: 'other' },
    'not in': { precedence: 8, group: 'other' },
    is: { precedence: 8, group: 'other' },
    'is not': { precedence: 8, group: 'other' },
    '|': { precedence: 9, group: 'other' },
    '^': { precedence: 10, group: 'other' },
    '&': { precedence: 11, group: 'other' },
    '<<': { precedence: 11.5, group: 'other' },
    '>>': { precedence: 11.5, group: 'other' },
    '+': { precedence: 12, group: 'arithmetic' },
    '-': { precedence: 12, group: 'arithmetic' },
    '*': { precedence: 13, group: 'arithmetic' },
    '/': { precedence: 13, group: 'arithmetic' },
    '//': { precedence: 13, group: 'numeric' },
    '%': { precedence: 13, group: 'numeric' },
    '@': { precedence: 13, group: 'other' },
    '**': { precedence: 16, group: 'numeric', isRightAssociative: true },
  },
  comments: new Set(['comment', 'line_continuation']),
  structuralCalls:
    /^(?:range|len|enumerate|zip|reversed|int|str|list|tuple|set|dict|open|isinstance|slice)$|\b(?:zeros|ones|empty|full|linspace|arange|reshape|eye|shape|axis|random|randint|seed|default_rng|choice)\b/,
  resultTypes: [
    [/^math\.is/, 'boolean'],
    [/^(?:math\.\w+|abs|max|min|sum|len|round|int|float|pow)$/, 'number'],
    [/^(?:bool|isinstance|any|all)$/, 'boolean'],
    [/^(?:list|tuple|dict|set|str|sorted|reversed|zip|enumerate|map|filter|range|open)$/, 'other'],
  ],
  functions: [
    { name: 'Math.abs', template: 'abs($1)', arity: 1, type: 'number' },
    { name: 'Math.max', template: 'max($1, $2)', arity: 2, type: 'number' },
    { name: 'Math.min', template: 'min($1, $2)', arity: 2, type: 'number' },
    { name: 'Math.sqrt', template: 'math.sqrt(abs($1))', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.exp', template: 'math.exp(min($1, 50))', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.log', template: 'math.log(abs($1) + 1e-9)', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.sin', template: 'math.sin($1)', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.cos', template: 'math.cos($1)', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.tanh', template: 'math.tanh($1)', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.floor', template: 'math.floor($1)', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.ceil', template: 'math.ceil($1)', arity: 1, type: 'float', requires: WITH_MATH },
    { name: 'Math.hypot', template: 'math.hypot($1, $2)', arity: 2, type: 'float', requires: WITH_MATH },
    { name: 'Math.sqrt', template: 'np.sqrt(np.abs($1))', arity: 1, type: 'float', requires: WITH_NUMPY },
    { name: 'Math.exp', template: 'np.exp(np.minimum($1, 50))', arity: 1, type: 'float', requires: WITH_NUMPY },
    { name: 'Math.log', template: 'np.log(np.abs($1) + 1e-9)', arity: 1, type: 'float', requires: WITH_NUMPY },
    { name: 'Math.sin', template: 'np.sin($1)', arity: 1, type: 'float', requires: WITH_NUMPY },
    { name: 'Math.cos', template: 'np.cos($1)', arity: 1, type: 'float', requires: WITH_NUMPY },
    { name: 'Math.tanh', template: 'np.tanh($1)', arity: 1, type: 'float', requires: WITH_NUMPY },
  ],
  notation: {
    and: 'and',
    or: 'or',
    not: 'not ',
    true: 'True',
    false: 'False',
    equal: '==',
    conditional: '$2 if $1 else $3',
    power: { operator: '**' },
    terminator: '',
    assignment: '$1 = $2',
    constant: '$1 = $2',
    returnValue: 'return $1',
    guardHead: 'if $1:',
    guardTail: null,
    nothing: 'pass',
    inline: null,
  },
  literalSuffixes: /^$/,
  integerTypes: /^int$/,
  unsignedTypes: /(?!)/,
  defaultTypes: { integer: 'number', float: 'number' },
  hasIndentedBlocks: true,
  requiresUse: false,
  declarations,
  isNotRead: ({ field, parent }) =>
    (field === 'property' && parent?.kind === 'attribute') || (field === 'name' && parent?.kind === 'keyword_argument'),
  isWritten: ({ field, parent }) => field === 'left' && parent?.kind === 'assignment',
  typeOf: (typeText) => (NUMBER_TYPE.test(typeText) ? 'number' : typeText === 'bool' ? 'boolean' : 'other'),
  elementOf: (typeText) => /^(?:list|List|Sequence|Iterable|tuple|Tuple)\[(.*?)(?:,.*)?\]$/.exec(typeText)?.[1] ?? null,
  functionParts,
};
