import type { SyntaxNode } from './syntax-node.ts';

/** What a kind of node is to the operators; kinds without a role are only walked through. */
export type NodeRole =
  | 'number'
  | 'boolean'
  | 'name'
  | 'member'
  | 'index'
  | 'call'
  | 'cast'
  | 'parenthesized'
  | 'unary'
  | 'binary'
  /** Comparisons of three and more: a boolean that is not taken apart. */
  | 'chain'
  | 'conditional'
  | 'array'
  | 'function'
  /** A list of statements: the body of a function, a block, the top of a file. */
  | 'list'
  | 'if'
  | 'return'
  /** `break`, `raise` and their like: what comes after them in a list is never reached. */
  | 'jump'
  /** Text between quotes, whose lines must not be indented anew. */
  | 'string'
  /** Types, patterns, attributes: nothing in them is a name that is read or an expression. */
  | 'skipped';

/**
 * What an expression is to the node around it. `value` may be exchanged for another of its type; `condition` must be
 * boolean; `loop-condition` also, and its numbers are bounds; `structural` holds indices and loop heads, whose change
 * mostly breaks a program.
 */
export type Position = 'value' | 'condition' | 'loop-condition' | 'structural';

/** How values and types of a language mix. */
export type Typing =
  /** Types belong to values: any number may stand where a number stands (Python, Julia). */
  | 'dynamic'
  /** Integers become floats by themselves (C, C++). */
  | 'converting'
  /** Numbers of two types never meet (Rust, Go). */
  | 'strict';

/** Names that a node declares. */
export interface Declaration {
  readonly names: readonly SyntaxNode[];
  readonly kind: 'variable' | 'constant' | 'parameter' | 'function' | 'import' | 'other';
  /** As it stands in the text; null when it is left out. */
  readonly typeText: string | null;
  /** The node whose value the single name gets; null when there is none or it is taken apart. */
  readonly value: SyntaxNode | null;
  /** A type that the form of the declaration gives, such as the counter of a `for` loop over integers. */
  readonly type?: string;
  /** Offset from which the names may be read; the end of the node when it is left out. */
  readonly visibleFrom?: number;
}

/** A function that fresh expressions may call. `$1`, `$2` stand for the arguments, `$T` for the type at hand. */
export interface LibraryFunction {
  /** Name in the function set of a task, which has the names of JavaScript. */
  readonly name: string;
  readonly template: string;
  readonly arity: number;
  /** Type of arguments and result: `float`, or any `number`. */
  readonly type: 'float' | 'number';
  /** The file must match this, as what it imports does; none means that it is always there. */
  readonly requires?: RegExp;
}

/** How tightly an operator binds, and what it takes. Operators of one group may stand for each other. */
export interface OperatorRule {
  readonly precedence: number;
  /** `numeric` ones take numbers too, but do not stand for one another; nothing is known of `other` ones. */
  readonly group: 'arithmetic' | 'numeric' | 'comparison' | 'equality' | 'logical' | 'other';
  readonly isRightAssociative?: boolean;
}

/** How fresh code is written. `$1` … stand for its parts. */
export interface Notation {
  readonly and: string;
  readonly or: string;
  /** With the space after it, where it is a word. */
  readonly not: string;
  readonly true: string;
  readonly false: string;
  readonly equal: string;
  /** `test`, then, else; null where the language has no such expression. */
  readonly conditional: string | null;
  /** True when it may stand as an operand without parentheses. */
  readonly power: LibraryFunction | { readonly operator: string };
  /** A statement that ends here, or what must follow one. */
  readonly terminator: string;
  readonly assignment: string;
  /** Name, value, type. */
  readonly constant: string;
  readonly returnValue: string;
  /** What stands before and after the lines of a guarded list of statements; `$1` is the test. */
  readonly guardHead: string;
  readonly guardTail: string | null;
  /** What stands for an empty list where the grammar needs a statement. */
  readonly nothing: string | null;
  /** Separates statements on one line; null when a line holds one only. */
  readonly inline: string | null;
}

/** All that the operators know of a language. Adding one is a table and a grammar. */
export interface LanguageTable {
  /** As programs name it. */
  readonly language: string;
  readonly aliases: readonly string[];
  readonly extensions: readonly string[];
  /** Name of the grammar file. */
  readonly grammar: string;
  readonly typing: Typing;
  readonly roles: Readonly<Record<string, NodeRole>>;
  /** Field names for the named children of a kind, by position, where the grammar has no fields or others. */
  readonly childNames: Readonly<Record<string, readonly string[]>>;
  /** Kinds of children that are no statements of a list. */
  readonly notStatements: ReadonlySet<string>;
  readonly positions: Readonly<Record<string, Position | Readonly<Record<string, Position>>>>;
  /** Kinds that open a scope. In dynamic languages only functions do; in the others, blocks too. */
  readonly scopes: ReadonlySet<string>;
  readonly operators: Readonly<Record<string, OperatorRule>>;
  readonly comments: ReadonlySet<string>;
  /** Names at the front of calls whose arguments are sizes and bounds. */
  readonly structuralCalls: RegExp;
  readonly functions: readonly LibraryFunction[];
  /** Types of calls by the text of what is called; `receiver` is the type of `x` in `x.max(y)`. */
  readonly resultTypes: readonly (readonly [called: RegExp, type: string])[];
  readonly notation: Notation;
  /** Suffixes that number literals may have. */
  readonly literalSuffixes: RegExp;
  /** Whether a suffix, type name or text of a type means whole numbers, and only those from zero up. */
  readonly integerTypes: RegExp;
  readonly unsignedTypes: RegExp;
  /** Type of a literal that nothing else determines. */
  readonly defaultTypes: { readonly integer: string; readonly float: string };
  /** Blocks are lines of the same indentation. */
  readonly hasIndentedBlocks: boolean;
  /** A local name or an import that is never read is an error. */
  readonly requiresUse: boolean;
  declarations(node: SyntaxNode, text: (node: SyntaxNode) => string): readonly Declaration[];
  /** Whether a node with the role of a name is no read of one: a field, the name of an argument. */
  isNotRead(node: SyntaxNode): boolean;
  /** Whether a value written there is assigned to: the left of an assignment. */
  isWritten(node: SyntaxNode): boolean;
  /** The type that a text of a type means: `number`, `integer`, `float`, `boolean`, an exact name, or `other`. */
  typeOf(typeText: string): string;
  /** The type of the elements of an array type; null when it is none. */
  elementOf(typeText: string): string | null;
  /** Name, parameters in order and result type of a function node; null when it has no name. */
  functionParts(node: SyntaxNode, text: (node: SyntaxNode) => string): FunctionParts | null;
}

export interface FunctionParts {
  readonly name: string;
  readonly resultText: string | null;
  readonly body: SyntaxNode | null;
}
