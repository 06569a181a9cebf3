import type { LanguageTable } from './language-table.ts';
import { type Binding, isFunction, type Names, type Reference } from './names.ts';
import { parseNumberLiteral } from './number-literal.ts';
import type { ParsedFile } from './parse.ts';
import { ancestor, child, descendants, namedChildren, type SyntaxNode } from './syntax-node.ts';

/**
 * Types of expressions, as text: `boolean`; `number` in dynamic languages; `integer` and `float` in C and C++; the exact
 * name, such as `f64`, in strict ones; `other` for what is none of these; `unknown`. In strict languages a literal
 * without a suffix is `literal-integer` or `literal-float`, until its surroundings say more.
 */
export interface Types {
  of(node: SyntaxNode): string;
  ofBinding(binding: Binding): string;
  /** The type that the surroundings of an expression ask for; null when they ask for none. */
  wantedAt(node: SyntaxNode): string | null;
  /** Type of the result of a function of the file. */
  ofResult(owner: SyntaxNode): string;
  /** Types of its parameters, in order. */
  ofParameters(owner: SyntaxNode): { readonly name: string; readonly type: string; readonly binding: Binding }[];
}

export function isNumeric(type: string): boolean {
  return type !== 'boolean' && type !== 'other' && type !== 'unknown';
}

export function isLiteralType(type: string): boolean {
  return type.startsWith('literal-');
}

/** What stands between the two operands of a binary expression. */
export function operatorOf(node: SyntaxNode, text: string): string {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return '';
  return text.slice(left.end, right.start).replaceAll(/\s+/g, ' ').trim();
}

/** Two operands with an operator between them, and nothing else. */
export function isBinary(node: SyntaxNode, { roles }: LanguageTable): boolean {
  return roles[node.kind] === 'binary' && namedChildren(node).filter(({ field }) => field !== 'operator').length === 2;
}

/** `-`, `!`, `not` … */
export function signOf(node: SyntaxNode, text: string): string {
  const argument = child(node, 'argument');
  return argument === null ? '' : text.slice(node.start, argument.start).trim();
}

const NO_NUMBER =
  /string|char|^none$|null|^nil$|list|dict|^set|lambda|closure|comprehension|composite|struct|tuple|array|reference|range|vector|matrix/;

export function inferTypes({ text, table }: ParsedFile, names: Names): Types {
  const { roles } = table;
  const types = new Map<SyntaxNode, string>();
  const bindingTypes = new Map<Binding, string>();
  const textOf = ({ start, end }: SyntaxNode): string => text.slice(start, end);

  function of(node: SyntaxNode): string {
    const known = types.get(node);
    if (known !== undefined) return known;
    types.set(node, 'unknown');
    const type = infer(node);
    types.set(node, type);
    return type;
  }

  function infer(node: SyntaxNode): string {
    switch (roles[node.kind]) {
      case 'number':
        return ofLiteral(textOf(node));
      case 'boolean':
        return 'boolean';
      case 'name': {
        const binding = names.bindingOf.get(node);
        return binding === undefined ? 'unknown' : ofBinding(binding);
      }
      case 'index':
        return ofElement(node);
      case 'call':
        return ofCall(node);
      case 'cast': {
        const type = child(node, 'type');
        return type === null ? 'unknown' : table.typeOf(textOf(type));
      }
      case 'parenthesized': {
        const value = child(node, 'value');
        return value === null ? 'unknown' : of(value);
      }
      case 'unary': {
        const [argument, sign] = [child(node, 'argument'), signOf(node, text)];
        if (sign === '!' || sign === 'not') return 'boolean';
        return argument !== null && /^[-+~]$/.test(sign) ? of(argument) : 'unknown';
      }
      case 'binary':
        return ofBinary(node);
      case 'conditional': {
        const [a, b] = [child(node, 'consequence'), child(node, 'alternative')];
        return a === null || b === null ? 'unknown' : combined(of(a), of(b));
      }
      case 'member':
        return 'unknown';
      case 'if': {
        // Where `if` is an expression, its value is the last one of its block.
        const branch = child(node, 'consequence');
        const last = branch === null ? undefined : namedChildren(branch).at(-1);
        return last === undefined || roles[last.kind] === undefined ? 'unknown' : of(last);
      }
      case undefined:
        return NO_NUMBER.test(node.kind) ? 'other' : 'unknown';
      default:
        return 'other';
    }
  }

  function ofLiteral(literal: string): string {
    const style = parseNumberLiteral(literal, table.literalSuffixes);
    if (style === null) return 'other';
    if (table.typing === 'dynamic') return 'number';
    if (table.typing === 'converting') return style.isFloat ? 'float' : 'integer';
    if (style.suffix !== '') return style.suffix.replace('_', '');
    return style.isFloat ? 'literal-float' : 'literal-integer';
  }

  function ofBinary(node: SyntaxNode): string {
    if (!isBinary(node, table)) return 'boolean';
    const [left, right] = [child(node, 'left') as SyntaxNode, child(node, 'right') as SyntaxNode];
    switch (table.operators[operatorOf(node, text)]?.group) {
      case 'comparison':
      case 'equality':
        return 'boolean';
      case 'logical':
        return of(left) === 'boolean' || of(right) === 'boolean' ? 'boolean' : 'unknown';
      default:
        return /^(?:in|not in|is|is not)$/.test(operatorOf(node, text)) ? 'boolean' : combined(of(left), of(right));
    }
  }

  /** The type of `a + b`. */
  function combined(a: string, b: string): string {
    if (a === b) return a;
    if (a === 'other' || b === 'other') return 'other';
    if (isLiteralType(a) && isLiteralType(b)) return 'literal-float';
    if (isLiteralType(a)) return b;
    if (isLiteralType(b)) return a;
    if (table.typing === 'converting') return a === 'float' || b === 'float' ? 'float' : a === 'unknown' ? a : b;
    return a === 'unknown' || a === 'boolean' ? b : a;
  }

  function ofElement(node: SyntaxNode): string {
    const elementText = elementTextOf(node);
    return elementText === null ? 'unknown' : table.typeOf(elementText);
  }

  /** The text of the type of `v`, `v[i]`, `v[i][j]`. */
  function elementTextOf(node: SyntaxNode): string | null {
    if (roles[node.kind] !== 'index') return names.bindingOf.get(node)?.declarations[0]?.typeText ?? null;
    const object = child(node, 'object');
    const arrayText = object === null ? null : elementTextOf(object);
    return arrayText === null ? null : table.elementOf(arrayText);
  }

  function ofCall(node: SyntaxNode): string {
    const callee = child(node, 'function');
    if (callee === null) return 'unknown';
    if (callee.kind === 'operator') return textOf(callee) === '!' ? 'boolean' : 'unknown';
    const owner = functionNamedBy(callee);
    if (owner !== null) return ofResult(owner);
    const called = textOf(callee);
    const known = table.resultTypes.find(([pattern]) => pattern.test(called))?.[1];
    if (known !== 'receiver') return known ?? 'unknown';
    const receiver = child(callee, 'object');
    return receiver === null ? 'unknown' : of(receiver);
  }

  /** The function of the file that a name stands for. */
  function functionNamedBy(callee: SyntaxNode): SyntaxNode | null {
    const binding = names.bindingOf.get(callee);
    const identifier = binding?.kind === 'function' ? binding.declarations[0]?.identifier : undefined;
    return identifier === undefined ? null : ancestor(identifier, (node) => table.functionParts(node, textOf) !== null);
  }

  const results = new Map<SyntaxNode, string>();

  function ofResult(owner: SyntaxNode): string {
    const known = results.get(owner);
    if (known !== undefined) return known;
    results.set(owner, 'unknown');
    const type = inferResult(owner);
    results.set(owner, type);
    return type;
  }

  function inferResult(owner: SyntaxNode): string {
    const parts = table.functionParts(owner, textOf);
    if (parts?.resultText != null) return table.typeOf(parts.resultText);
    if (table.typing !== 'dynamic') return 'unknown';
    const returned = descendants(owner)
      .filter(
        (node) => roles[node.kind] === 'return' && ancestor(node, (around) => isFunction(around, table)) === owner,
      )
      .map((node) => child(node, 'value'));
    const body = child(owner, 'body') ?? parts?.body ?? null;
    if (returned.length === 0 && body !== null && roles[body.kind] !== 'list' && body !== owner) returned.push(body);
    const found = returned.map((value) => (value === null ? 'other' : of(value)));
    return found.length > 0 && found.every((type) => type === found[0]) ? (found[0] as string) : 'unknown';
  }

  function ofParameters(owner: SyntaxNode): { name: string; type: string; binding: Binding }[] {
    const scope = names.scopeOf.get(owner);
    const found: { name: string; type: string; binding: Binding }[] = [];
    for (const binding of scope?.bindings.values() ?? [])
      if (binding.declarations.some(({ kind }) => kind === 'parameter'))
        found.push({ name: binding.name, type: ofBinding(binding), binding });
    return found;
  }

  function ofBinding(binding: Binding): string {
    const known = bindingTypes.get(binding);
    if (known !== undefined) return known;
    bindingTypes.set(binding, 'unknown');
    const type = inferBinding(binding);
    bindingTypes.set(binding, type);
    return type;
  }

  function inferBinding(binding: Binding): string {
    if (binding.kind === 'function' || binding.kind === 'import') return 'other';
    const found = new Set<string>();
    for (const { typeText, type, value } of binding.declarations) {
      if (typeText !== null && typeText !== 'auto') found.add(table.typeOf(typeText));
      else if (type !== undefined) found.add(type);
      else if (value !== null) found.add(defaulted(of(value)));
      else found.add('unknown');
    }
    const [first = 'unknown'] = found;
    if (found.size === 1 && first !== 'unknown') return first;
    if (found.has('other') || (found.size > 1 && !found.has('unknown'))) return 'other';
    return table.typing === 'dynamic' ? ofUse(binding) : 'unknown';
  }

  /** In dynamic languages, what a name is used for tells what it is. */
  function ofUse({ references, declarations }: Binding): string {
    let isNumber = declarations.some(({ value }) => value !== null && of(value) === 'number');
    for (const reference of references) {
      const use = useOf(reference);
      if (use === 'other') return 'other';
      if (use === 'number') isNumber = true;
    }
    return isNumber ? 'number' : 'unknown';
  }

  function useOf({ node }: Reference): 'number' | 'other' | null {
    const parent = node.parent as SyntaxNode;
    switch (roles[parent.kind]) {
      case 'index':
      case 'member':
        return node.field === 'object' ? 'other' : null;
      case 'call':
        return node.field === 'function' ? 'other' : null;
      case 'unary':
        return signOf(parent, text) === '-' ? 'number' : null;
      case 'binary': {
        const { group } = table.operators[operatorOf(parent, text)] ?? { group: 'other' };
        return group === 'arithmetic' || group === 'numeric' || group === 'comparison' ? 'number' : null;
      }
      default: {
        const spec = table.positions[parent.kind];
        const isIterated = typeof spec === 'object' && node.field !== null && spec[node.field] === 'structural';
        if (isIterated && /^for/.test(parent.kind)) return 'other';
        const call = parent.parent;
        if (call === null || roles[call.kind] !== 'call' || parent.field !== 'arguments') return null;
        const called = child(call, 'function');
        if (called === null) return null;
        if (/^(?:len|sum|sorted|enumerate|zip|list|length|collect|eachindex|any|all)$/.test(textOf(called)))
          return 'other';
        return /^(?:math\.\w+|abs|sqrt|exp|log|sin|cos)$/.test(textOf(called)) ? 'number' : null;
      }
    }
  }

  function defaulted(type: string): string {
    if (type === 'literal-integer') return table.defaultTypes.integer;
    return type === 'literal-float' ? table.defaultTypes.float : type;
  }

  function wantedAt(node: SyntaxNode): string | null {
    const { parent, field } = node;
    if (parent === null) return null;
    const side = (name: string): string | null => {
      const other = child(parent, name);
      return other === null ? null : known(of(other));
    };
    switch (roles[parent.kind]) {
      case 'parenthesized':
        return isCondition(parent) ? 'boolean' : wantedAt(parent);
      case 'unary':
        return /^(?:!|not)$/.test(signOf(parent, text)) ? 'boolean' : (wantedAt(parent) ?? anyNumber());
      case 'binary': {
        const other = side(field === 'left' ? 'right' : 'left');
        switch (table.operators[operatorOf(parent, text)]?.group) {
          case 'logical':
            return table.typing === 'dynamic' && of(parent) !== 'boolean' ? null : 'boolean';
          case 'equality':
            return other;
          case 'comparison':
            return other ?? anyNumber();
          case 'arithmetic':
          case 'numeric':
            return other ?? wantedAt(parent) ?? (of(parent) === 'other' ? null : anyNumber());
          default:
            return null;
        }
      }
      case 'conditional':
        if (field === 'condition') return 'boolean';
        return side(field === 'consequence' ? 'alternative' : 'consequence') ?? wantedAt(parent);
      case 'return':
        return ofOwner(parent);
      default:
        return wantedByForm(node, parent);
    }
  }

  function wantedByForm(node: SyntaxNode, parent: SyntaxNode): string | null {
    const spec = table.positions[parent.kind];
    const position = typeof spec === 'object' ? spec[node.field ?? ''] : spec;
    if (position === 'condition' || position === 'loop-condition') return 'boolean';
    if (roles[parent.kind] === 'list')
      return parent.children.findLast(({ isNamed }) => isNamed) === node ? ofOwner(node) : null;
    if (parent.field === 'arguments' && parent.parent !== null) return wantedByCall(node, parent, parent.parent);
    if (position !== 'value') return null;
    if (parent.kind !== 'expression_list' || parent.parent === null) return wantedByTarget(node, parent, 0);
    const list = namedChildren(parent);
    if (roles[parent.parent.kind] === 'return') return list.length === 1 ? ofOwner(node) : null;
    return wantedByTarget(node, parent.parent, list.indexOf(node));
  }

  /** `x = …` and `x += …` want what x is; declarations say it themselves. */
  function wantedByTarget(node: SyntaxNode, form: SyntaxNode, position: number): string | null {
    const declared = table.declarations(form, textOf).find(({ value }) => value === node);
    if (declared?.typeText != null) return known(table.typeOf(declared.typeText));
    const left = child(form, 'left');
    if (left === null || left === node) return null;
    const target = /list$/.test(left.kind) ? namedChildren(left)[position] : left;
    return target === undefined ? null : known(of(target));
  }

  function wantedByCall(node: SyntaxNode, list: SyntaxNode, call: SyntaxNode): string | null {
    const callee = child(call, 'function');
    if (callee === null) return null;
    if (callee.kind === 'operator') return 'boolean';
    const owner = functionNamedBy(callee);
    const position = namedChildren(list).indexOf(node);
    if (owner !== null) return known(ofParameters(owner)[position]?.type ?? 'unknown');
    const result = known(of(call));
    return result !== null && isNumeric(result) && table.resultTypes.some(([pattern]) => pattern.test(textOf(callee)))
      ? result
      : null;
  }

  function ofOwner(node: SyntaxNode): string | null {
    const owner = ancestor(node, (around) => isFunction(around, table));
    return owner === null ? null : known(ofResult(owner));
  }

  function isCondition({ kind }: SyntaxNode): boolean {
    return table.positions[kind] === 'condition';
  }

  function anyNumber(): string | null {
    return table.typing === 'dynamic' ? 'number' : null;
  }

  function known(type: string): string | null {
    return type === 'unknown' || type === 'other' || isLiteralType(type) ? null : type;
  }

  return { of, ofBinding, wantedAt, ofResult, ofParameters };
}
