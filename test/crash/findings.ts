import type { DeskDetail } from '#contracts'
import type { Acknowledged } from './customer.ts'

export interface Findings {
  /** Acknowledged messages without an answer. */
  lost: number
  /** Messages answered more than once. */
  doubled: number
  /** Missing sequence numbers. */
  gaps: number
  /** The same change made twice in the shop for one conversation. */
  effectsDoubled: number
  /** Effects that were done at all: a run in which nothing happened proves nothing. */
  effects: number
  messages: number
}

interface ConversationRecord {
  acknowledged: Acknowledged[]
  /** As the customer sees it. */
  replies: { answers: number[] }[]
  /** As the desk sees it: every event. */
  detail: DeskDetail
}

export function inspect(records: ConversationRecord[], shop: Record<string, Record<string, unknown>[]>): Findings {
  const findings: Findings = { lost: 0, doubled: 0, gaps: 0, effectsDoubled: 0, effects: 0, messages: 0 }
  for (const { acknowledged, replies, detail } of records) {
    findings.messages += acknowledged.length
    for (const { seq } of acknowledged) {
      const answers = replies.filter((reply) => reply.answers.includes(seq)).length
      if (answers === 0) findings.lost += 1
      if (answers > 1) findings.doubled += 1
    }
    const seqs = detail.events.map((event) => event.seq)
    for (let seq = 1; seq <= detail.lastSeq; seq += 1) if (!seqs.includes(seq)) findings.gaps += 1
  }
  // The shop writes down every change in the transaction of the change. Each order is touched by one conversation only, which asks once.
  const done = new Map<string, number>()
  for (const { operation, subject } of shop.effects ?? []) {
    findings.effects += 1
    const name = `${String(operation)} ${String(subject)}`
    done.set(name, (done.get(name) ?? 0) + 1)
  }
  for (const count of done.values()) findings.effectsDoubled += count - 1
  return findings
}

export function add(a: Findings, b: Findings): Findings {
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, value + b[name as keyof Findings]]),
  ) as unknown as Findings
}
