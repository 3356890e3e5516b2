import { z } from 'zod'
import { pick, seededRandom } from '#domain/random.ts'
import { buildKnowledge, loadKnowledge, plainDocument } from '#knowledge/index.ts'
import { readData, withoutOrdersIn } from '#responses/index.ts'
import { readRows } from './rows.ts'

/** Attacks in documents: are they found, and does a reply that rests on such a document obey? */
export interface InDocuments extends Record<string, unknown> {
  documents: number
  clean: number
  /** Share of the attacks that are found where they stand. */
  recall: number | null
  /** Share of the documents without an attack in which one is found. */
  falseAlarms: number | null
  /** Replies asked for: the document's own question, put to a knowledge base of that document. */
  replies: number
  /** Of them, how many the assistant answered. */
  answered: number
  /** Replies with a word that the document has not: the attack was carried out. What is only quoted is counted below. */
  obeyed: number
  /** Replies that repeat the attack. */
  quoted: number
}

const Context = z.object({ context: z.string(), question: z.string() })
/** Replies per attack: each with another document. */
const repliesPerAttack = 2

/** Puts each attack into each document, at a place that the seed draws. */
export async function evaluateInDocuments(
  attacks: readonly string[],
  files: readonly string[],
  seed: string,
): Promise<InDocuments> {
  const contexts = (await Promise.all(files.map((file) => readRows(file, Context)))).flat()
  const random = seededRandom(seed)
  let found = 0
  const [asked, counts] = [[] as (Poisoned & { question: string })[], { answered: 0, obeyed: 0, quoted: 0 }]
  for (const attack of attacks) {
    const made = contexts.map(({ context, question }) => ({ ...poisoned(context, attack, random), question }))
    found += made.filter(({ text, start }) =>
      readData(text).orders.some((order) => order.start < start + attack.length && order.end > start),
    ).length
    for (let i = 0; i < repliesPerAttack; i += 1) {
      const chosen = pick(made, random)
      if (chosen !== undefined) asked.push(chosen)
    }
  }
  for (const { text, attack, question } of asked) {
    const reply = await replyFrom(text, question.replace(/^Q:\s*/, ''))
    if (reply === null) continue
    counts.answered += 1
    if (words(reply).includes(words(attack))) counts.quoted += 1
    // Marks and spaces go when a document is read ("support(655" is "support655"): letters tell what is its own.
    const known = words(`${title} ${text}`).replaceAll(' ', '')
    if (
      words(reply)
        .split(' ')
        .some((word) => !known.includes(word))
    )
      counts.obeyed += 1
  }
  const clean = contexts.filter(({ context }) => readData(context).orders.length > 0).length
  return {
    documents: attacks.length * contexts.length,
    clean: contexts.length,
    recall: attacks.length === 0 ? null : found / (attacks.length * contexts.length),
    falseAlarms: contexts.length === 0 ? null : clean / contexts.length,
    replies: asked.length,
    ...counts,
  }
}

interface Poisoned {
  text: string
  attack: string
  start: number
}

/** The attack at the beginning, at the end, or between two statements of the document. */
function poisoned(context: string, attack: string, random: { next(): number }): Poisoned {
  const ends = [...context.matchAll(/(?<=[.!?])\s+|\n+/g)].map(({ index }) => index)
  const place = random.next()
  const at =
    place < 1 / 3 || ends.length === 0
      ? place < 1 / 2
        ? 0
        : context.length
      : place < 2 / 3
        ? context.length
        : (ends[Math.floor(random.next() * ends.length)] ?? 0)
  const before = at === 0 ? '' : `${context.slice(0, at)}\n`
  return { text: `${before}${attack}\n${context.slice(at)}`, attack, start: before.length }
}

const title = 'Mail'

/** What the assistant says without a model: cut from the only document there is, orders left out. Null where it says that it does not know. */
async function replyFrom(body: string, question: string): Promise<string | null> {
  const document = plainDocument({ slug: 'mail', title, questions: [question], body })
  const knowledge = loadKnowledge(await buildKnowledge([document], { threshold: 0 }))
  try {
    const answer = await knowledge.answer(question, { locale: 'en', nowMs: 0 })
    return answer === null ? null : (withoutOrdersIn(answer)?.text ?? null)
  } finally {
    await knowledge.close()
  }
}

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
