import type { BinaryOperator, Expression } from './ast.ts'

/** How tightly operators bind, loosest first: brackets are only written where reading would go wrong without them. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'],
  ['+', '-'],
  ['*', '/', '%'],
]
const unaryLevel = levels.length
const levelOf = (operator: BinaryOperator): number => levels.findIndex((level) => level.includes(operator))
/** `not` stands above comparisons and below `and`. */
const notLevel = 2
/** Comparisons cannot be chained. */
const comparison = 2
const words: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'null'])

/** An expression as an author would write it: what `parseExpression` reads as the same. */
export function printExpression(expression: Expression): string {
  return print(expression, 0)
}

function print(expression: Expression, around: number): string {
  switch (expression.op) {
    case 'value':
      return typeof expression.value === 'string' ? quoted(expression.value) : String(expression.value)
    case 'name':
      return expression.name
    case 'get':
      return print(expression.of, unaryLevel + 1) + keyText(expression.key)
    case 'list':
      return `[${expression.items.map((item) => print(item, 0)).join(', ')}]`
    case 'record':
      return `{ ${Object.entries(expression.fields)
        .map(([name, field]) => `${name}: ${print(field, 0)}`)
        .join(', ')} }`
    case 'not':
      return bracketed(`not ${print(expression.of, notLevel)}`, notLevel, around)
    case 'negate':
      return bracketed(`-${print(expression.of, unaryLevel)}`, unaryLevel, around)
    case 'call':
      return `${expression.name}(${expression.args.map((arg) => print(arg, 0)).join(', ')})`
    default: {
      const level = levelOf(expression.op)
      // Operators of one level are read from the left: what stands right of them needs its brackets.
      const text = `${print(expression.left, level === comparison ? level + 1 : level)} ${expression.op} ${print(expression.right, level + 1)}`
      return bracketed(text, level, around)
    }
  }
}

const bracketed = (text: string, level: number, around: number): string => (level < around ? `(${text})` : text)

function keyText(key: Expression): string {
  const name = key.op === 'value' && typeof key.value === 'string' ? key.value : ''
  const isName = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !words.has(name)
  return isName ? `.${name}` : `[${print(key, 0)}]`
}

/** Texts have single quotes; a quote within is written as the parser reads it. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
