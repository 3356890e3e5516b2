import { shippedClassifier } from './classifier/shipped.ts'
import { scoreInjection } from './injection.ts'
import { dataOrderFrom } from './settings.ts'

/** What an article, a page or a tool's answer says to whoever reads it. */
export interface DataReading {
  /** [0, 1]: how much the worst statement looks like an order to the assistant. */
  score: number
  /** Statements from `dataOrderFrom` on: never quoted, never in a prompt unmarked. */
  orders: { start: number; end: number; score: number }[]
}

/** Read per text at most: a page is read sentence by sentence, so the time grows with its length alone. */
const statementEnd = /(?<=[.!?…])\s+|\n+/g
const statementLength = 600

/**
 * Finds orders in data. Each statement is read by itself and with its neighbour: an order may need two sentences. Another job ("write a poem")
 * is no business of a document either, so all that is not harmless counts.
 */
export function readData(text: string): DataReading {
  const orders: DataReading['orders'] = []
  let worst = 0
  for (const { start, end } of statementsOf(text)) {
    const score = orderScore(text.slice(start, end))
    worst = Math.max(worst, score)
    if (score >= dataOrderFrom) orders.push({ start, end, score })
  }
  return { score: worst, orders }
}

/** [0, 1]: how much one statement of a document looks like an order to the assistant that reads it. */
export function orderScore(statement: string): number {
  const classifier = shippedClassifier()
  const { words, logits } = classifier.read(statement)
  if (words.length < 3) return 0
  const scores = classifier.probabilities(logits(0, words.length))
  const orders = scores.injection + scores.extraction + scores.jailbreak + scores['role-play']
  return Math.max(orders, scoreInjection(statement).score)
}

/** The text without its orders; `left` says how many were left out. */
export function withoutOrders(text: string): { text: string; left: number } {
  const { orders } = readData(text)
  let kept = ''
  let from = 0
  for (const { start, end } of orders) {
    kept += text.slice(from, start)
    from = end
  }
  return { text: orders.length === 0 ? text : (kept + text.slice(from)).trim(), left: orders.length }
}

export function statementsOf(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  const add = (start: number, end: number) => {
    for (let at = start; at < end; at += statementLength)
      if (text.slice(at, Math.min(end, at + statementLength)).trim() !== '')
        found.push({ start: at, end: Math.min(end, at + statementLength) })
  }
  let from = 0
  for (const match of text.matchAll(statementEnd)) {
    add(from, match.index)
    from = match.index + match[0].length
  }
  add(from, text.length)
  return found
}

/**
 * An answer without the statements that are orders: they are left out of its text, and what no longer says them need not be cited. Null where
 * nothing is left. A citation's quote keeps to what the article says.
 */
export function withoutOrdersIn<Answer extends { text: string }>(answer: Answer): Answer | null {
  const { text, left } = withoutOrders(answer.text)
  if (left === 0) return answer
  return text === '' ? null : { ...answer, text }
}
