import { z } from 'zod'

/** Customers' utterances of real conversations, in the forms in which public sets come. */
export type ReadConversations = { kind: 'read'; conversations: string[][] } | { kind: 'unreadable'; problem: string }

const utterance = z.object({ text: z.string() })
/** MultiWOZ: `speaker: user`, `text`. SGD: `speaker: USER`, `utterance`. */
const dialogue = z.object({
  turns: z.array(z.object({ speaker: z.string(), text: z.string().optional(), utterance: z.string().optional() })),
})
/** ABCD: pairs of speaker and text. */
const pairs = z.object({ original: z.array(z.tuple([z.string(), z.string()])) })
const customers = new Set(['user', 'customer'])

/**
 * Reads JSON Lines: dialogues become one conversation each, single utterances one conversation of one message each. Messages without
 * a visible character are left out: nobody can send them.
 */
export function conversationsIn(content: string): ReadConversations {
  const conversations: string[][] = []
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    let row: unknown
    try {
      row = JSON.parse(line)
    } catch {
      return { kind: 'unreadable', problem: `line ${index + 1} is not JSON` }
    }
    const said = saidIn(row)
    if (said === null)
      return {
        kind: 'unreadable',
        problem: `line ${index + 1} is neither an utterance ("text") nor a dialogue ("turns", "original")`,
      }
    const spoken = said.filter((text) => /\S/.test(text))
    if (spoken.length > 0) conversations.push(spoken)
  }
  return conversations.length > 0
    ? { kind: 'read', conversations }
    : { kind: 'unreadable', problem: 'there is no conversation in it' }
}

function saidIn(row: unknown): string[] | null {
  const turns = dialogue.safeParse(row)
  if (turns.success) {
    return turns.data.turns
      .filter(({ speaker }) => customers.has(speaker.toLowerCase()))
      .map(({ text, utterance: said }) => text ?? said ?? '')
  }
  const original = pairs.safeParse(row)
  if (original.success)
    return original.data.original.filter(([speaker]) => customers.has(speaker)).map(([, text]) => text)
  const single = utterance.safeParse(row)
  return single.success ? [single.data.text] : null
}
