/** Conditions as Rasa writes them (`slots.age < 18 and not slots.member`) in the notation of our expressions. */

export type ConvertedCondition = { ok: true; expression: string; reads: string[] } | { ok: false; why: string }

/** The name of a slot here; null where there is none of that name. */
export type SlotName = (theirs: string) => string | null

const form =
  /\s*(?:([(){},])|(>=|<=|!=|==|=|>|<)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_][\w.-]*))/y

interface Token {
  kind: 'sign' | 'operator' | 'text' | 'number' | 'word'
  text: string
}

/** Characters of a condition: no person writes more. */
const charactersAtMost = 2_000
const nestingAtMost = 40

class Unsupported extends Error {}

export function convertCondition(source: unknown, slotName: SlotName): ConvertedCondition {
  if (typeof source === 'boolean') return { ok: true, expression: String(source), reads: [] }
  if (typeof source !== 'string') return { ok: false, why: 'it is no text' }
  if (source.length > charactersAtMost) return { ok: false, why: 'it is too long' }
  try {
    const conversion = new Conversion(tokensOf(source), slotName)
    const { text } = conversion.whole()
    return { ok: true, expression: text, reads: [...new Set(conversion.reads)] }
  } catch (error) {
    if (error instanceof Unsupported) return { ok: false, why: error.message }
    throw error
  }
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  form.lastIndex = 0
  const end = source.trimEnd().length
  while (form.lastIndex < end) {
    const match = form.exec(source)
    if (match === null) throw new Unsupported('it cannot be read')
    const kinds = ['sign', 'operator', 'text', 'number', 'word'] as const
    const index = match.slice(1).findIndex((part) => part !== undefined)
    tokens.push({ kind: kinds[index] ?? 'sign', text: match[index + 1] ?? '' })
  }
  return tokens
}

/** A part of an expression; `level` tells how loosely it binds: 0 or, 1 and, 2 not, 3 comparison, 4 a value. */
interface Part {
  text: string
  level: number
}

const within = ({ text, level }: Part, least: number): string => (level < least ? `(${text})` : text)

class Conversion {
  readonly reads: string[] = []
  private readonly tokens: Token[]
  private readonly slotName: SlotName
  private at = 0
  private depth = 0

  constructor(tokens: Token[], slotName: SlotName) {
    this.tokens = tokens
    this.slotName = slotName
  }

  whole(): Part {
    const part = this.or()
    const left = this.tokens[this.at]
    if (left !== undefined) throw new Unsupported(`"${left.text}" is not expected there`)
    return part
  }

  private or(): Part {
    this.depth += 1
    if (this.depth > nestingAtMost) throw new Unsupported('it is nested too deeply')
    let part = this.and()
    while (this.takes('or')) part = { text: `${within(part, 0)} or ${within(this.and(), 1)}`, level: 0 }
    this.depth -= 1
    return part
  }

  private and(): Part {
    let part = this.not()
    while (this.takes('and')) part = { text: `${within(part, 1)} and ${within(this.not(), 2)}`, level: 1 }
    return part
  }

  private not(): Part {
    let negations = 0
    while (this.takes('not')) negations += 1
    const part = this.comparison()
    return negations % 2 === 0 ? part : { text: `not ${within(part, 3)}`, level: 2 }
  }

  private comparison(): Part {
    const left = this.operand()
    const next = this.tokens[this.at]
    if (next?.kind === 'operator') {
      this.at += 1
      const operator = next.text === '=' ? '==' : next.text
      return { text: `${within(left, 4)} ${operator} ${within(this.operand(), 4)}`, level: 3 }
    }
    if (this.takes('is')) {
      const operator = this.takes('not') ? '!=' : '=='
      return { text: `${within(left, 4)} ${operator} ${within(this.operand(), 4)}`, level: 3 }
    }
    if (this.takes('contains')) {
      const isList = left.text.startsWith('[')
      const right = this.operand()
      return isList
        ? { text: `${within(right, 4)} in ${left.text}`, level: 3 }
        : { text: `contains(${left.text}, ${right.text})`, level: 4 }
    }
    if (this.takes('matches')) throw new Unsupported('our expressions have no regular expressions')
    return left
  }

  private operand(): Part {
    const token = this.tokens[this.at]
    if (token === undefined) throw new Unsupported('something is missing at its end')
    this.at += 1
    if (token.kind === 'number') return { text: token.text, level: 4 }
    if (token.kind === 'text') return { text: quoted(unescaped(token.text)), level: 4 }
    if (token.text === '(') {
      const inner = this.or()
      if (!this.takes(')')) throw new Unsupported('a bracket is not closed')
      return { text: `(${inner.text})`, level: 4 }
    }
    if (token.text === '{') return this.set()
    if (token.kind === 'word') return { text: this.word(token.text), level: 4 }
    throw new Unsupported(`"${token.text}" is not expected there`)
  }

  private set(): Part {
    const items: string[] = []
    while (!this.takes('}')) {
      if (this.takes(',')) continue
      items.push(this.operand().text)
    }
    return { text: `[${items.join(', ')}]`, level: 4 }
  }

  private word(text: string): string {
    const plain = text.toLowerCase()
    if (plain === 'true' || plain === 'false') return plain
    if (['null', 'none', 'undefined', 'empty'].includes(plain)) return 'null'
    if (plain.startsWith('context.')) throw new Unsupported('it looks at the inner state of Rasa (context)')
    const isSlot = text.startsWith('slots.')
    const name = isSlot ? text.slice('slots.'.length) : text
    const slot = this.slotName(name)
    if (slot !== null) {
      this.reads.push(slot)
      return slot
    }
    if (isSlot) throw new Unsupported(`there is no slot "${name}"`)
    // A bare word that is no slot stands for itself.
    return quoted(name)
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at]
    if (token === undefined || token.kind === 'text' || token.text.toLowerCase() !== text) return false
    this.at += 1
    return true
  }
}

const unescaped = (text: string): string => text.slice(1, -1).replaceAll(/\\(.)/g, '$1')
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
