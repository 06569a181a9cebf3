import type { Declaration, FunctionParts, LanguageTable, LibraryFunction } from '../language-table.ts';
import { child, descendants, type SyntaxNode } from '../syntax-node.ts';

type TextOf = (node: SyntaxNode) => string;

/** Names that a pattern binds; `Some(q)` binds `q`, and constants in patterns are written in capitals. */
function patternNames(pattern: SyntaxNode | null, text: TextOf): SyntaxNode[] {
  if (pattern === null) return [];
  return descendants(pattern).filter(
    (node) =>
      node.kind === 'identifier' &&
      node.field !== 'type' &&
      /^[a-z_]/.test(text(node)) &&
      !isInCondition(node, pattern),
  );
}

/** `z if z > 2`: the guard is no part of the pattern. */
function isInCondition(node: SyntaxNode, pattern: SyntaxNode): boolean {
  for (let inner: SyntaxNode | null = node; inner !== null && inner !== pattern; inner = inner.parent)
    if (inner.field === 'condition') return true;
  return false;
}

function declarations(node: SyntaxNode, text: TextOf): Declaration[] {
  const type = child(node, 'type');
  const typeText = type === null ? null : text(type);
  const pattern = child(node, 'pattern');
  const isMutable = node.children.some(({ kind }) => kind === 'mutable_specifier');
  switch (node.kind) {
    case 'let_declaration': {
      const names = patternNames(pattern, text);
      const isSingle = pattern?.kind === 'identifier';
      const kind = !isSingle ? 'other' : isMutable ? 'variable' : 'constant';
      return [{ names, kind, typeText: isSingle ? typeText : null, value: isSingle ? child(node, 'value') : null }];
    }
    case 'const_item':
    case 'static_item': {
      const name = child(node, 'name');
      return name === null
        ? []
        : [{ names: [name], kind: 'constant', typeText, value: child(node, 'value'), visibleFrom: 0 }];
    }
    case 'parameter':
      if (pattern?.kind !== 'identifier')
        return [{ names: patternNames(pattern, text), kind: 'other', typeText: null, value: null }];
      return [{ names: [pattern], kind: isMutable ? 'variable' : 'parameter', typeText, value: null }];
    case 'closure_parameters':
      return [
        {
          names: node.children.filter(({ kind }) => kind === 'identifier'),
          kind: 'other',
          typeText: null,
          value: null,
        },
      ];
    case 'for_expression':
      return [
        {
          names: patternNames(pattern, text),
          kind: 'other',
          typeText: null,
          value: null,
          visibleFrom: child(node, 'value')?.end ?? node.start,
        },
      ];
    case 'let_condition':
      return [{ names: patternNames(pattern, text), kind: 'other', typeText: null, value: null }];
    case 'match_arm':
      return [
        { names: patternNames(pattern, text), kind: 'other', typeText: null, value: null, visibleFrom: node.start },
      ];
    case 'function_item': {
      const name = child(node, 'name');
      return name === null ? [] : [{ names: [name], kind: 'function', typeText: null, value: null, visibleFrom: 0 }];
    }
    case 'use_declaration':
      return [
        {
          names: descendants(node).filter(
            ({ kind, parent }) => kind === 'identifier' && parent?.kind !== 'scoped_identifier',
          ),
          kind: 'import',
          typeText: null,
          value: null,
          visibleFrom: 0,
        },
      ];
    default:
      return [];
  }
}

function functionParts(node: SyntaxNode, text: TextOf): FunctionParts | null {
  const name = child(node, 'name');
  const result = child(node, 'return_type');
  if (node.kind !== 'function_item' || name === null) return null;
  return { name: text(name), resultText: result === null ? null : text(result), body: child(node, 'body') };
}

/** Written out with the type, since `2.0.sqrt()` does not say which float is meant. */
function float(name: string, called: string, arity = 1): LibraryFunction {
  return { name: `Math.${name}`, template: `$T::${called}(${arity === 1 ? '$1' : '$1, $2'})`, arity, type: 'float' };
}

const EXACT = /^(?:[iu](?:8|16|32|64|128|size)|f32|f64)$/;

function plainType(typeText: string): string {
  return typeText.replace(/^(?:&\s*(?:'\w+\s*)?(?:mut\s+)?)+/, '').trim();
}

export const RUST: LanguageTable = {
  language: 'rust',
  aliases: ['rs'],
  extensions: ['rs'],
  grammar: 'rust',
  typing: 'strict',
  roles: {
    integer_literal: 'number',
    float_literal: 'number',
    boolean_literal: 'boolean',
    identifier: 'name',
    field_expression: 'member',
    index_expression: 'index',
    call_expression: 'call',
    type_cast_expression: 'cast',
    parenthesized_expression: 'parenthesized',
    unary_expression: 'unary',
    binary_expression: 'binary',
    array_expression: 'array',
    tuple_expression: 'array',
    function_item: 'function',
    closure_expression: 'function',
    source_file: 'list',
    block: 'list',
    declaration_list: 'list',
    if_expression: 'if',
    return_expression: 'return',
    break_expression: 'jump',
    continue_expression: 'jump',
    string_literal: 'string',
    raw_string_literal: 'string',
    type_arguments: 'skipped',
    attribute_item: 'skipped',
    inner_attribute_item: 'skipped',
    match_pattern: 'skipped',
    tuple_struct_pattern: 'skipped',
    tuple_type: 'skipped',
    array_type: 'skipped',
    reference_type: 'skipped',
    generic_type: 'skipped',
    use_declaration: 'skipped',
    macro_definition: 'skipped',
  },
  childNames: {
    field_expression: ['object', 'property'],
    index_expression: ['object', 'index'],
    call_expression: ['function', 'arguments'],
    type_cast_expression: ['argument', 'type'],
    parenthesized_expression: ['value'],
    unary_expression: ['argument'],
    binary_expression: ['left', 'right'],
    return_expression: ['value'],
  },
  notStatements: new Set(['attribute_item', 'inner_attribute_item', 'use_declaration', 'visibility_modifier', 'label']),
  positions: {
    return_expression: 'value',
    let_declaration: { value: 'value' },
    const_item: { value: 'value' },
    static_item: { value: 'value' },
    assignment_expression: { right: 'value' },
    compound_assignment_expr: { right: 'value' },
    arguments: 'value',
    array_expression: 'value',
    tuple_expression: 'value',
    closure_expression: { body: 'value' },
    match_arm: { value: 'value' },
    field_initializer: { value: 'value' },
    block: 'value',
    if_expression: { condition: 'condition' },
    while_expression: { condition: 'loop-condition' },
    for_expression: { value: 'structural' },
    index_expression: { index: 'structural' },
    range_expression: 'structural',
    type_cast_expression: { argument: 'value' },
  },
  scopes: new Set([
    'source_file',
    'function_item',
    'closure_expression',
    'block',
    'for_expression',
    'if_expression',
    'while_expression',
    'match_arm',
    'impl_item',
    'mod_item',
  ]),
  operators: {
    '||': { precedence: 4, group: 'logical' },
    '&&': { precedence: 5, group: 'logical' },
    '==': { precedence: 6, group: 'equality' },
    '!=': { precedence: 6, group: 'equality' },
    '<': { precedence: 6, group: 'comparison' },
    '<=': { precedence: 6, group: 'comparison' },
    '>': { precedence: 6, group: 'comparison' },
    '>=': { precedence: 6, group: 'comparison' },
    '|': { precedence: 8, group: 'other' },
    '^': { precedence: 9, group: 'other' },
    '&': { precedence: 10, group: 'other' },
    '<<': { precedence: 11, group: 'other' },
    '>>': { precedence: 11, group: 'other' },
    '+': { precedence: 12, group: 'arithmetic' },
    '-': { precedence: 12, group: 'arithmetic' },
    '*': { precedence: 13, group: 'arithmetic' },
    '/': { precedence: 13, group: 'arithmetic' },
    '%': { precedence: 13, group: 'numeric' },
  },
  comments: new Set(['line_comment', 'block_comment']),
  structuralCalls:
    /\b(?:with_capacity|get|get_mut|nth|take|skip|step_by|chunks|windows|rotate_left|rotate_right|swap|split_at|seed_from_u64|powi)$/,
  resultTypes: [
    [
      /\.(?:abs|max|min|sqrt|exp|ln|log2|log10|sin|cos|tan|tanh|atan2|floor|ceil|round|hypot|powf|powi|clamp|recip|signum)$/,
      'receiver',
    ],
    [/\.(?:len|count)$/, 'usize'],
    [/\.(?:is_\w+|contains|any|all)$/, 'boolean'],
    [/^f64::\w+$/, 'f64'],
    [/^f32::\w+$/, 'f32'],
  ],
  functions: [
    float('abs', 'abs'),
    float('max', 'max', 2),
    float('min', 'min', 2),
    float('sqrt', 'sqrt'),
    float('exp', 'exp'),
    float('log', 'ln'),
    float('sin', 'sin'),
    float('cos', 'cos'),
    float('tanh', 'tanh'),
    float('atan2', 'atan2', 2),
    float('floor', 'floor'),
    float('ceil', 'ceil'),
    float('hypot', 'hypot', 2),
  ],
  notation: {
    and: '&&',
    or: '||',
    not: '!',
    true: 'true',
    false: 'false',
    equal: '==',
    conditional: 'if $1 { $2 } else { $3 }',
    power: float('pow', 'powf', 2),
    terminator: ';',
    assignment: '$1 = $2;',
    constant: 'let $1: $3 = $2;',
    returnValue: 'return $1;',
    guardHead: 'if $1 {',
    guardTail: '}',
    nothing: null,
    inline: ' ',
  },
  literalSuffixes: /^_?(?:[iu](?:8|16|32|64|128|size)|f32|f64)?$/,
  integerTypes: /^_?[iu](?:8|16|32|64|128|size)$/,
  unsignedTypes: /^_?u(?:8|16|32|64|128|size)$/,
  defaultTypes: { integer: 'i32', float: 'f64' },
  hasIndentedBlocks: false,
  requiresUse: false,
  declarations,
  isNotRead: ({ field, parent }) =>
    (field === 'macro' && parent?.kind === 'macro_invocation') ||
    parent?.kind === 'scoped_identifier' ||
    (field === 'field' && parent?.kind === 'field_initializer') ||
    field === 'type',
  isWritten: ({ field, parent }) => field === 'left' && parent?.kind === 'assignment_expression',
  typeOf: (typeText) => (EXACT.test(typeText) ? typeText : typeText === 'bool' ? 'boolean' : 'other'),
  elementOf: (typeText) =>
    /^(?:\[\s*(.*?)\s*(?:;.*)?\]|Vec<\s*(.*?)\s*>)$/.exec(plainType(typeText))?.slice(1).find(Boolean) ?? null,
  functionParts,
};
