/** Why an expression cannot be read, and where (offset into its source). */
export interface ExpressionProblem {
  at: number
  message: string
}

/** Thrown inside the parser only; `parseExpression` turns it into a value. */
export class UnreadableExpression extends Error {
  readonly at: number
  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

export interface Token {
  kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  text: string
  at: number
}

const pattern =
  /(\s+)|(\d+(?:\.\d+)?)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([A-Za-z_][A-Za-z0-9_]*)|(==|!=|<=|>=|&&|\|\||[-+*/%<>()[\].,=!?:])/y

/** What other languages write, and what to write here. */
const hints: Record<string, string> = {
  '=': 'Compare with "==".',
  '&&': 'Write "and".',
  '||': 'Write "or".',
  '!': 'Write "not".',
  '?': 'Write "if(condition, then, else)".',
  ':': 'Write "if(condition, then, else)".',
}

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex
    const match = pattern.exec(source)
    if (match === null) {
      const char = source[at] ?? ''
      const quote = char === "'" || char === '"'
      throw new UnreadableExpression(
        at,
        quote ? 'This text has no closing quote.' : `The character "${char}" has no meaning here.`,
      )
    }
    const [text, space, number, quoted, name] = match
    if (space !== undefined) continue
    if (number !== undefined) tokens.push({ kind: 'number', text, at })
    else if (quoted !== undefined)
      tokens.push({ kind: 'text', text: text.slice(1, -1).replace(/\\(.)/g, (_, char: string) => char), at })
    else if (name !== undefined) tokens.push({ kind: 'name', text, at })
    else {
      const hint = hints[text]
      if (hint !== undefined) throw new UnreadableExpression(at, `"${text}" has no meaning here. ${hint}`)
      tokens.push({ kind: 'sign', text, at })
    }
  }
  tokens.push({ kind: 'end', text: '', at: source.length })
  return tokens
}
