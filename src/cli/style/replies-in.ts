/** Levels of a file that are looked into: events in a conversation in a list, and no further. */
const deepest = 8

/**
 * The assistant's replies in a file, in order: JSON or JSON Lines with events of conversations, messages that name who wrote them, or
 * objects with `reply` or `text`; anything else is one reply a line. What customers and agents wrote is left out.
 */
export function repliesIn(text: string): string[] {
  const whole = parsed(text)
  if (whole !== undefined) return repliesOf(whole, deepest)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.flatMap((line) => {
    const value = parsed(line)
    return value === undefined || typeof value === 'number' ? [line.trim()] : repliesOf(value, deepest)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const assistants = ['assistant', 'bot', 'system', 'agent-bot', 'ai']
const authors = ['role', 'from', 'author', 'speaker', 'sender'] as const
const texts = ['reply', 'text', 'content', 'message'] as const

function repliesOf(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (value === null || typeof value !== 'object' || depth === 0) return []
  if (Array.isArray(value)) return value.flatMap((one) => repliesOf(one, depth - 1))
  const object = value as Record<string, unknown>
  if (Array.isArray(object['parts'])) {
    const said = object['parts'].flatMap((part: unknown) => {
      const { kind, text } = part as { kind?: unknown; text?: unknown }
      return kind === 'text' && typeof text === 'string' ? [text] : []
    })
    return said.length === 0 ? [] : [said.join('\n')]
  }
  // Events of a conversation say by their kind who wrote.
  if (typeof object['kind'] === 'string' && object['kind'] !== 'turn-recorded' && 'personal' in object) return []
  const author = authors.map((name) => object[name]).find((one) => typeof one === 'string')
  if (author !== undefined && !assistants.includes(String(author).toLowerCase())) return []
  const own = texts.map((name) => object[name]).find((one) => one !== undefined && one !== null)
  if (own !== undefined) return repliesOf(own, depth - 1)
  return Object.values(object).flatMap((one) => (typeof one === 'object' ? repliesOf(one, depth - 1) : []))
}
