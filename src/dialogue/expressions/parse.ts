import { expressionLimits } from '../limits.ts'
import type { BinaryOperator, Expression } from './ast.ts'
import { functions } from './functions.ts'
import { nearest } from './nearest.ts'
import { type ExpressionProblem, type Token, tokensOf, UnreadableExpression } from './tokens.ts'

export type ParsedExpression =
  | { ok: true; expression: Expression }
  | { ok: false; problem: ExpressionProblem; suggestion: string | null }

/** From loosest to tightest. */
const levels: BinaryOperator[][] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'],
  ['+', '-'],
  ['*', '/', '%'],
]
const comparison = 2
const words = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'null'])

/** Reads an expression. Whether its names exist is checked by the compiler of the flows, which knows them. */
export function parseExpression(source: string): ParsedExpression {
  try {
    if (source.length > expressionLimits.sourceLength)
      throw new UnreadableExpression(0, `An expression has at most ${expressionLimits.sourceLength} characters.`)
    return { ok: true, expression: new Parser(tokensOf(source)).whole() }
  } catch (error) {
    if (!(error instanceof UnreadableExpression)) throw error
    return { ok: false, problem: { at: error.at, message: error.message }, suggestion: suggestionFor(error) }
  }
}

class UnknownFunction extends UnreadableExpression {
  readonly name_: string
  constructor(at: number, name: string) {
    super(at, `There is no function "${name}".`)
    this.name_ = name
  }
}

function suggestionFor(error: UnreadableExpression): string | null {
  if (!(error instanceof UnknownFunction)) return null
  const name = nearest(error.name_, Object.keys(functions))
  return name === null ? null : `Did you mean "${name}"?`
}

class Parser {
  private readonly tokens: Token[]
  private index = 0
  private nodes = 0
  private depth = 0

  constructor(tokens: Token[]) {
    this.tokens = tokens
  }

  whole(): Expression {
    if (this.peek().kind === 'end') throw new UnreadableExpression(0, 'The expression is empty.')
    const expression = this.level(0)
    const rest = this.peek()
    if (rest.kind !== 'end') throw new UnreadableExpression(rest.at, `"${rest.text}" is not expected here.`)
    return expression
  }

  private peek(offset = 0): Token {
    return this.tokens[Math.min(this.index + offset, this.tokens.length - 1)] as Token
  }

  private next(): Token {
    const token = this.peek()
    this.index += 1
    return token
  }

  private isSign(text: string): boolean {
    return this.peek().kind === 'sign' && this.peek().text === text
  }

  private isWord(text: string, offset = 0): boolean {
    return this.peek(offset).kind === 'name' && this.peek(offset).text === text
  }

  private expect(sign: string): void {
    const token = this.next()
    if (token.kind !== 'sign' || token.text !== sign)
      throw new UnreadableExpression(token.at, `A "${sign}" is missing here.`)
  }

  private made(expression: Expression): Expression {
    this.nodes += 1
    if (this.nodes > expressionLimits.nodes)
      throw new UnreadableExpression(0, 'The expression is too long. Split it with a "set" step.')
    return expression
  }

  private deeper<T>(inner: () => T): T {
    this.depth += 1
    if (this.depth > expressionLimits.depth)
      throw new UnreadableExpression(this.peek().at, 'The expression is nested too deeply. Split it with a "set" step.')
    const result = inner()
    this.depth -= 1
    return result
  }

  private operator(level: number): BinaryOperator | null {
    const token = this.peek()
    if (level === comparison && this.isWord('not') && this.isWord('in', 1)) return 'not in'
    if (token.kind !== 'sign' && token.kind !== 'name') return null
    return levels[level]?.find((operator) => operator === token.text) ?? null
  }

  private level(level: number): Expression {
    if (level === levels.length) return this.unary()
    // "not" binds looser than comparisons: `not a == b` is `not (a == b)`.
    if (level === comparison && this.isWord('not')) {
      this.next()
      return this.deeper(() => this.made({ op: 'not', of: this.level(comparison) }))
    }
    let left = this.level(level + 1)
    for (let operator = this.operator(level); operator !== null; operator = this.operator(level)) {
      const at = this.peek().at
      this.index += operator === 'not in' ? 2 : 1
      left = this.made({ op: operator, left, right: this.level(level + 1) })
      if (level === comparison && this.operator(level) !== null)
        throw new UnreadableExpression(at, 'Comparisons cannot be chained. Join two with "and".')
    }
    return left
  }

  private unary(): Expression {
    if (!this.isSign('-')) return this.postfix()
    this.next()
    return this.deeper(() => this.made({ op: 'negate', of: this.unary() }))
  }

  private postfix(): Expression {
    let of = this.primary()
    for (;;) {
      if (this.isSign('.')) {
        this.next()
        const key = this.next()
        if (key.kind !== 'name') throw new UnreadableExpression(key.at, 'A name must follow the dot.')
        of = this.made({ op: 'get', of, key: { op: 'value', value: key.text } })
      } else if (this.isSign('[')) {
        this.next()
        const key = this.deeper(() => this.level(0))
        this.expect(']')
        of = this.made({ op: 'get', of, key })
      } else return of
    }
  }

  private primary(): Expression {
    const token = this.next()
    if (token.kind === 'number') return this.made({ op: 'value', value: Number(token.text) })
    if (token.kind === 'text') return this.made({ op: 'value', value: token.text })
    if (token.kind === 'name') return this.nameOrCall(token)
    if (token.text === '(') {
      const inner = this.deeper(() => this.level(0))
      this.expect(')')
      return inner
    }
    if (token.text === '[') return this.made({ op: 'list', items: this.list(']') })
    throw new UnreadableExpression(
      token.at,
      token.kind === 'end' ? 'Something is missing at the end.' : `"${token.text}" is not expected here.`,
    )
  }

  private nameOrCall(token: Token): Expression {
    if (token.text === 'true') return this.made({ op: 'value', value: true })
    if (token.text === 'false') return this.made({ op: 'value', value: false })
    if (token.text === 'null') return this.made({ op: 'value', value: null })
    if (words.has(token.text)) throw new UnreadableExpression(token.at, `"${token.text}" is not expected here.`)
    if (!this.isSign('(')) return this.made({ op: 'name', name: token.text })
    const known = Object.hasOwn(functions, token.text) ? functions[token.text] : undefined
    if (known === undefined) throw new UnknownFunction(token.at, token.text)
    this.next()
    const args = this.list(')')
    if (args.length < known.min || args.length > known.max)
      throw new UnreadableExpression(token.at, `"${token.text}" is written ${known.usage}.`)
    return this.made({ op: 'call', name: token.text, args })
  }

  private list(close: string): Expression[] {
    const items: Expression[] = []
    if (this.isSign(close)) {
      this.next()
      return items
    }
    for (;;) {
      items.push(this.deeper(() => this.level(0)))
      if (this.isSign(',')) this.next()
      else {
        this.expect(close)
        return items
      }
    }
  }
}
