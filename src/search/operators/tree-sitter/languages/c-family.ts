import type { Declaration, FunctionParts, LanguageTable, OperatorRule } from '../language-table.ts';
import { child, childrenIn, descendants, type SyntaxNode } from '../syntax-node.ts';

type TextOf = (node: SyntaxNode) => string;

/** The name that a declarator such as `*a`, `&a`, `a[3]` or `f(int x)` declares; null for `A::f` and nameless ones. */
export function declaredName(declarator: SyntaxNode | null): SyntaxNode | null {
  for (let node = declarator; node !== null; ) {
    if (node.kind === 'identifier') return node;
    if (node.kind === 'qualified_identifier') return null;
    node = child(node, 'declarator') ?? node.children.find(({ kind }) => DECLARATOR.test(kind)) ?? null;
  }
  return null;
}

const DECLARATOR = /identifier$|_declarator$/;

/** `double x[3]` and `double *x` hold elements of their type. */
function typeTextOf(node: SyntaxNode, declarator: SyntaxNode | null, text: TextOf): string | null {
  const type = child(node, 'type');
  if (type === null || type.kind === 'placeholder_type_specifier') return null;
  const inside = declarator === null ? [] : descendants(declarator);
  const isArray = inside.some(({ kind }) => kind === 'array_declarator' || kind === 'pointer_declarator');
  return isArray ? `${text(type)}[]` : text(type);
}

function declarations(node: SyntaxNode, text: TextOf): Declaration[] {
  const isConstant = node.children.some((inner) => inner.kind === 'type_qualifier' && /const/.test(text(inner)));
  switch (node.kind) {
    case 'declaration':
      return childrenIn(node, 'declarator').flatMap((inner): Declaration[] => {
        const name = declaredName(inner);
        if (name === null) return [];
        const isFunction = descendants(inner).some(({ kind }) => kind === 'function_declarator');
        const kind = isFunction ? 'function' : isConstant ? 'constant' : 'variable';
        const value = inner.kind === 'init_declarator' ? child(inner, 'value') : null;
        return [{ names: [name], kind, typeText: typeTextOf(node, inner, text), value, visibleFrom: inner.end }];
      });
    case 'parameter_declaration':
    case 'optional_parameter_declaration': {
      const declarator = child(node, 'declarator');
      const name = declaredName(declarator);
      if (name === null) return [];
      return [{ names: [name], kind: 'parameter', typeText: typeTextOf(node, declarator, text), value: null }];
    }
    case 'for_range_loop': {
      const declarator = child(node, 'declarator');
      const names = descendants(declarator ?? node).filter(({ kind }) => kind === 'identifier');
      const right = child(node, 'right');
      return declarator === null
        ? []
        : [
            {
              names,
              kind: 'other',
              typeText: typeTextOf(node, declarator, text),
              value: null,
              visibleFrom: right?.end ?? node.start,
            },
          ];
    }
    case 'function_definition': {
      const name = declaredName(child(node, 'declarator'));
      return name === null
        ? []
        : [{ names: [name], kind: 'function', typeText: null, value: null, visibleFrom: node.start }];
    }
    case 'preproc_def': {
      const name = child(node, 'name');
      return name === null ? [] : [{ names: [name], kind: 'other', typeText: null, value: null }];
    }
    default:
      return [];
  }
}

function functionParts(node: SyntaxNode, text: TextOf): FunctionParts | null {
  if (node.kind !== 'function_definition') return null;
  const declarator = descendants(child(node, 'declarator') ?? node).find(({ kind }) => kind === 'function_declarator');
  const name = declarator === undefined ? null : child(declarator, 'declarator');
  const type = child(node, 'type');
  if (name === null) return null;
  const isPlain = child(node, 'declarator')?.kind === 'function_declarator';
  return { name: text(name), resultText: type !== null && isPlain ? text(type) : null, body: child(node, 'body') };
}

const OPERATORS: Readonly<Record<string, OperatorRule>> = {
  '||': { precedence: 4, group: 'logical' },
  '&&': { precedence: 5, group: 'logical' },
  '|': { precedence: 6, group: 'other' },
  '^': { precedence: 7, group: 'other' },
  '&': { precedence: 8, group: 'other' },
  '==': { precedence: 9, group: 'equality' },
  '!=': { precedence: 9, group: 'equality' },
  '<': { precedence: 10, group: 'comparison' },
  '<=': { precedence: 10, group: 'comparison' },
  '>': { precedence: 10, group: 'comparison' },
  '>=': { precedence: 10, group: 'comparison' },
  '<<': { precedence: 11, group: 'other' },
  '>>': { precedence: 11, group: 'other' },
  '+': { precedence: 12, group: 'arithmetic' },
  '-': { precedence: 12, group: 'arithmetic' },
  '*': { precedence: 13, group: 'arithmetic' },
  '/': { precedence: 13, group: 'arithmetic' },
  '%': { precedence: 13, group: 'numeric' },
};

const FLOAT = /^(?:long )?double$|^float$|^float(?:32|64)_t$/;
const INTEGER =
  /^(?:(?:un)?signed )*(?:short|long|int|char|long long|u?int\d+_t|size_t|std::size_t|ptrdiff_t|unsigned|signed)(?: (?:int|long|long int))*$/;

function plainType(typeText: string): string {
  return typeText
    .replace(/\b(?:const|constexpr|volatile|static)\b|&/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function typeOf(typeText: string): string {
  const plain = plainType(typeText);
  if (FLOAT.test(plain)) return 'float';
  if (INTEGER.test(plain)) return 'integer';
  return plain === 'bool' || plain === '_Bool' ? 'boolean' : 'other';
}

function elementOf(typeText: string): string | null {
  const plain = plainType(typeText);
  if (plain.endsWith('[]')) return plain.slice(0, -2);
  return /^(?:std::)?(?:vector|array|span|valarray|deque)<\s*(.*?)\s*(?:,\s*\w+\s*)?>$/.exec(plain)?.[1] ?? null;
}

type Shared = Omit<LanguageTable, 'language' | 'aliases' | 'extensions' | 'grammar' | 'functions' | 'notation'>;

/** What C and C++ have in common. */
export const C_FAMILY: Shared = {
  typing: 'converting',
  roles: {
    number_literal: 'number',
    true: 'boolean',
    false: 'boolean',
    identifier: 'name',
    field_expression: 'member',
    subscript_expression: 'index',
    call_expression: 'call',
    cast_expression: 'cast',
    parenthesized_expression: 'parenthesized',
    condition_clause: 'parenthesized',
    unary_expression: 'unary',
    binary_expression: 'binary',
    conditional_expression: 'conditional',
    initializer_list: 'array',
    function_definition: 'function',
    lambda_expression: 'function',
    translation_unit: 'list',
    compound_statement: 'list',
    case_statement: 'list',
    if_statement: 'if',
    return_statement: 'return',
    throw_statement: 'jump',
    break_statement: 'jump',
    continue_statement: 'jump',
    goto_statement: 'jump',
    raw_string_literal: 'string',
    template_argument_list: 'skipped',
    type_descriptor: 'skipped',
    sized_type_specifier: 'skipped',
    preproc_include: 'skipped',
    attribute_declaration: 'skipped',
    lambda_capture_specifier: 'skipped',
    array_declarator: 'skipped',
    field_designator: 'skipped',
  },
  childNames: {
    subscript_expression: ['object', 'index'],
    call_expression: ['function', 'arguments'],
    cast_expression: ['type', 'argument'],
    parenthesized_expression: ['value'],
    unary_expression: ['argument'],
    binary_expression: ['left', 'right'],
    conditional_expression: ['condition', 'consequence', 'alternative'],
    return_statement: ['value'],
    field_expression: ['object', 'property'],
  },
  notStatements: new Set([
    'preproc_include',
    'preproc_def',
    'preproc_function_def',
    'using_declaration',
    'access_specifier',
  ]),
  positions: {
    return_statement: 'value',
    init_declarator: { value: 'value' },
    assignment_expression: { right: 'value' },
    optional_parameter_declaration: { default_value: 'value' },
    argument_list: 'value',
    initializer_list: 'value',
    condition_clause: 'condition',
    if_statement: { condition: 'condition' },
    while_statement: { condition: 'loop-condition' },
    do_statement: { condition: 'loop-condition' },
    for_statement: { initializer: 'structural', condition: 'loop-condition', update: 'structural' },
    for_range_loop: { right: 'structural' },
    subscript_expression: { index: 'structural' },
    subscript_argument_list: 'structural',
    cast_expression: { argument: 'value' },
  },
  scopes: new Set([
    'translation_unit',
    'function_definition',
    'lambda_expression',
    'compound_statement',
    'for_statement',
    'for_range_loop',
    'if_statement',
    'while_statement',
    'switch_statement',
    'class_specifier',
    'struct_specifier',
    'namespace_definition',
  ]),
  operators: OPERATORS,
  comments: new Set(['comment']),
  structuralCalls:
    /\b(?:resize|reserve|assign|at|vector|array|size_t|malloc|calloc|memcpy|memset|substr|uniform_int_distribution|mt19937)\b/,
  resultTypes: [
    [/^(?:std::)?(?:is(?:nan|inf|finite))$/, 'boolean'],
    [
      /^(?:std::)?(?:f?abs|fmax|fmin|sqrt|cbrt|exp|exp2|log|log2|log10|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|floor|ceil|round|hypot|pow|fmod)$/,
      'float',
    ],
    [/[.>](?:size|length)$/, 'integer'],
    [/[.>]empty$/, 'boolean'],
    [/^static_cast<(?:double|float)>$/, 'float'],
    [/^static_cast<(?:int|long|size_t|std::size_t)>$/, 'integer'],
  ],
  literalSuffixes: /^(?:[uU](?:[lL]{1,2}|[zZ])?|[lL]{1,2}[uU]?|[zZ][uU]?|[fF]|[lL])?$/,
  integerTypes: /^(?:integer|[uUlLzZ]+)$/,
  unsignedTypes: /^(?:[lLzZ]*[uU][lLzZ]*)$/,
  defaultTypes: { integer: 'integer', float: 'float' },
  hasIndentedBlocks: false,
  requiresUse: false,
  declarations,
  isNotRead: () => false,
  isWritten: ({ field, parent }) => field === 'left' && parent?.kind === 'assignment_expression',
  typeOf,
  elementOf,
  functionParts,
};

/** Shared by both, as far as the names of their libraries allow. */
export const C_NOTATION: Omit<LanguageTable['notation'], 'power'> = {
  and: '&&',
  or: '||',
  not: '!',
  true: 'true',
  false: 'false',
  equal: '==',
  conditional: '$1 ? $2 : $3',
  terminator: ';',
  assignment: '$1 = $2;',
  constant: 'const $3 $1 = $2;',
  returnValue: 'return $1;',
  guardHead: 'if ($1) {',
  guardTail: '}',
  nothing: null,
  inline: ' ',
};
