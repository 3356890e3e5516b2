import { type BinaryOperator, type Expression, itemName } from './ast.ts'
import { isItemFunction } from './functions.ts'
import { boolean, either, isKnown, type Kind, kindOfValue, listOf, number, spokenKind, text, unknown } from './kinds.ts'
import { nearest } from './nearest.ts'
import { printExpression } from './print.ts'
import { signatures } from './signatures.ts'

/** What cannot be meant: found before anything runs. */
export interface KindProblem {
  message: string
  suggestion: string | null
}

export interface KindScope {
  kindOf(name: string): Kind
  report(problem: KindProblem): void
}

/** The kind of an expression's value. What can never be as it is written is reported. */
export function infer(expression: Expression, scope: KindScope): Kind {
  return new Inference(scope).kind(expression)
}

/** The same for a condition: what is true or false whatever happens is reported, too. */
export function inferCondition(expression: Expression, scope: KindScope): void {
  new Inference(scope).condition(expression)
}

const ordering: readonly BinaryOperator[] = ['<', '<=', '>', '>=']

class Inference {
  private readonly scope: KindScope
  private items: Kind[] = []

  constructor(scope: KindScope) {
    this.scope = scope
  }

  private report(message: string, suggestion: string | null = null): void {
    this.scope.report({ message, suggestion })
  }

  condition(expression: Expression): void {
    if (expression.op === 'and' || expression.op === 'or') {
      this.condition(expression.left)
      this.condition(expression.right)
    } else if (expression.op === 'not') this.condition(expression.of)
    else if (expression.op === 'value' && typeof expression.value !== 'boolean')
      this.report(
        `${printExpression(expression)} stands for itself, so this does not depend on anything.`,
        'To allow several values write: name in [a, b].',
      )
    else {
      const kind = this.kind(expression)
      if (kind.is === 'record' && expression.op !== 'name' && expression.op !== 'get' && expression.op !== 'call')
        this.report(`${printExpression(expression)} is always true.`)
    }
  }

  kind(expression: Expression): Kind {
    switch (expression.op) {
      case 'value':
        return kindOfValue(expression.value)
      case 'name':
        if (expression.name === itemName && this.items.length > 0) return this.items.at(-1) ?? unknown
        return this.scope.kindOf(expression.name)
      case 'get':
        return this.member(expression)
      case 'list':
        return listOf(expression.items.map((item) => this.kind(item)).reduce(either, { is: 'null' }))
      case 'record':
        return {
          is: 'record',
          fields: Object.fromEntries(
            Object.entries(expression.fields).map(([name, field]) => [name, this.kind(field)]),
          ),
          open: false,
        }
      case 'not':
        this.condition(expression.of)
        return boolean
      case 'negate':
        this.arithmetic(expression.of, '-')
        return number
      case 'and':
      case 'or':
        return either(this.kind(expression.left), this.kind(expression.right))
      case 'call':
        return this.call(expression)
      default:
        return this.binary(expression.op, expression.left, expression.right)
    }
  }

  private member({ of, key }: Extract<Expression, { op: 'get' }>): Kind {
    const kind = this.kind(of)
    const keyKind = this.kind(key)
    const name = key.op === 'value' && typeof key.value === 'string' ? key.value : null
    switch (kind.is) {
      case 'record': {
        if (name === null) return unknown
        const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined
        if (field !== undefined) return field
        if (!kind.open) {
          const near = nearest(name, Object.keys(kind.fields))
          this.report(
            `"${printExpression(of)}" has no field "${name}".`,
            near === null ? `It has ${named(Object.keys(kind.fields))}.` : `Did you mean "${near}"?`,
          )
        }
        return unknown
      }
      case 'list':
        if (name !== null)
          this.report(
            `"${printExpression(of)}" is a list and has no field "${name}".`,
            `For one element write first(${printExpression(of)}).${name}, for all map(${printExpression(of)}, item.${name}).`,
          )
        return keyKind.is === 'number' ? kind.of : unknown
      case 'unknown':
      case 'null':
        return unknown
      default:
        this.report(`"${printExpression(of)}" is ${spokenKind(kind)} and has no fields.`)
        return unknown
    }
  }

  private binary(operator: Exclude<BinaryOperator, 'and' | 'or'>, left: Expression, right: Expression): Kind {
    if (operator === '==' || operator === '!=') {
      this.equality(operator, left, right)
      return boolean
    }
    if (operator === 'in' || operator === 'not in') {
      this.membership(left, right)
      return boolean
    }
    if (ordering.includes(operator)) {
      this.order(left, right)
      return boolean
    }
    if (operator === '+') return this.plus(left, right)
    this.arithmetic(left, operator)
    this.arithmetic(right, operator)
    return number
  }

  private equality(operator: '==' | '!=', left: Expression, right: Expression): void {
    const [a, b] = [this.kind(left), this.kind(right)]
    const outcome = operator === '==' ? 'never equal' : 'always different'
    if (isKnown(a) && isKnown(b) && a.is !== b.is)
      this.report(
        `${printExpression(left)} is ${spokenKind(a)} and ${printExpression(right)} is ${spokenKind(b)}: they are ${outcome}.`,
        a.is === 'text' && b.is === 'number' ? `Write number(${printExpression(left)}), or '…' in quotes.` : null,
      )
    else {
      this.valueOf(left, a, right)
      this.valueOf(right, b, left)
    }
  }

  /** A text that is written down is one that the other side can be. */
  private valueOf(other: Expression, kind: Kind, written: Expression): void {
    if (written.op !== 'value' || typeof written.value !== 'string' || other.op === 'value') return
    if (kind.is !== 'text' || kind.values === undefined || kind.values.includes(written.value)) return
    const near = nearest(written.value, kind.values)
    this.report(
      `${printExpression(other)} is never '${written.value}'.`,
      near === null ? `It can be ${named(kind.values)}.` : `Did you mean '${near}'?`,
    )
  }

  private membership(left: Expression, right: Expression): void {
    const [a, b] = [this.kind(left), this.kind(right)]
    if (b.is === 'number' || b.is === 'boolean')
      this.report(`${printExpression(right)} is ${spokenKind(b)}: nothing can be in it.`, 'Write a list: [a, b].')
    if (b.is === 'list' && isKnown(a) && isKnown(b.of) && a.is !== b.of.is)
      this.report(`${printExpression(left)} is ${spokenKind(a)}, and the list has only ${spokenKind(b.of).slice(2)}s.`)
    if (right.op === 'list') for (const item of right.items) this.valueOf(left, a, item)
  }

  private order(left: Expression, right: Expression): void {
    const kinds = [this.kind(left), this.kind(right)]
    for (const [index, kind] of kinds.entries())
      if (kind.is === 'boolean' || kind.is === 'list' || kind.is === 'record') {
        const side = index === 0 ? left : right
        this.report(
          `${printExpression(side)} is ${spokenKind(kind)}, which is neither more nor less than anything.`,
          kind.is === 'list' ? `For how many write length(${printExpression(side)}).` : null,
        )
        return
      }
    const [a, b] = kinds as [Kind, Kind]
    if (isKnown(a) && isKnown(b) && a.is !== b.is) {
      const side = a.is === 'text' ? left : right
      this.report(
        `${printExpression(left)} is ${spokenKind(a)} and ${printExpression(right)} is ${spokenKind(b)}: they cannot be compared.`,
        `Write number(${printExpression(side)}).`,
      )
    }
  }

  private plus(left: Expression, right: Expression): Kind {
    const [a, b] = [this.kind(left), this.kind(right)]
    if (a.is === 'text' || b.is === 'text') return text
    for (const [side, kind] of [
      [left, a],
      [right, b],
    ] as const)
      if (isKnown(kind) && kind.is !== 'number')
        this.report(`${printExpression(side)} is ${spokenKind(kind)} and cannot be added.`)
    return a.is === 'number' && b.is === 'number' ? number : unknown
  }

  private arithmetic(side: Expression, operator: string): void {
    const kind = this.kind(side)
    if (!isKnown(kind) || kind.is === 'number') return
    this.report(
      `${printExpression(side)} is ${spokenKind(kind)}, and ${operator} is for numbers.`,
      kind.is === 'text' ? `Write number(${printExpression(side)}).` : null,
    )
  }

  private call({ name, args }: Extract<Expression, { op: 'call' }>): Kind {
    const [first, second, third] = args
    if (name === 'if' && first && second && third) {
      this.condition(first)
      return either(this.kind(second), this.kind(third))
    }
    if (isItemFunction(name) && first && second) return this.overItems(name, first, second)
    const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined
    const kinds = args.map((arg) => this.kind(arg))
    if (signature === undefined) return unknown
    for (const [index, kind] of kinds.entries()) {
      const takes = signature.takes[Math.min(index, signature.takes.length - 1)] ?? 'any'
      const arg = args[index]
      if (takes === 'any' || arg === undefined || !isKnown(kind) || takes.includes(kind.is)) continue
      this.report(
        `${name}(…) takes ${takes.map((one) => spokenKind({ is: one } as Kind)).join(' or ')}, and ${printExpression(arg)} is ${spokenKind(kind)}.`,
        signature.instead ?? null,
      )
    }
    return signature.gives(kinds)
  }

  private overItems(name: string, list: Expression, of: Expression): Kind {
    const kind = this.kind(list)
    if (isKnown(kind) && kind.is !== 'list')
      this.report(`${name}(…) takes a list, and ${printExpression(list)} is ${spokenKind(kind)}.`)
    const item = kind.is === 'list' ? kind.of : unknown
    this.items.push(item)
    const isMaking = name === 'map' || name === 'sort_by'
    const made = isMaking ? this.kind(of) : unknown
    if (!isMaking) this.condition(of)
    this.items.pop()
    if (name === 'map') return listOf(made)
    if (name === 'filter' || name === 'sort_by') return listOf(item)
    return name === 'find' ? item : boolean
  }
}

const named = (names: readonly string[]): string => {
  const shown = names.slice(0, 8).map((name) => `"${name}"`)
  return names.length > 8 ? `${shown.join(', ')} …` : shown.join(', ') || 'nothing'
}
