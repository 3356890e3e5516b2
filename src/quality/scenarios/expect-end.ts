import type { Conversation } from '#domain/conversation.ts'
import type { ConversationEvent } from '#domain/events.ts'
import { shown } from './compare.ts'
import { checkBackEnd, type SeenBackEnd } from './expect-back-end.ts'
import { checkReplies, type Mismatch } from './expect-reply.ts'
import { checkTools } from './expect-tools.ts'
import type { PlayedTurn } from './expect-turn.ts'
import type { EndExpectation } from './schema.ts'

/** A conversation that was played to its end. */
export interface Played {
  turns: readonly PlayedTurn[]
  conversation: Conversation
  events: readonly ConversationEvent[]
  /** Read where the scenario looks at it. */
  backEnd: SeenBackEnd | null
}

export function checkEnd(played: Played, expected: EndExpectation): Mismatch[] {
  const found: Mismatch[] = []
  const { turns, conversation, events } = played
  if (expected.outcome) {
    const got = (turns.findLast((turn) => !turn.smallTalk) ?? turns.at(-1))?.event.data.outcome ?? 'no turn'
    if (!expected.outcome.some((outcome) => outcome === got))
      found.push({ expectation: 'outcome', expected: expected.outcome.join(' or '), got })
  }
  for (const check of [...(expected.records ?? []), ...(expected.shop ?? [])])
    found.push(...checkBackEnd(played.backEnd, check))
  if (expected.tools)
    found.push(
      ...checkTools(
        turns.flatMap(({ event }) => event.personal?.toolCalls ?? []),
        expected.tools,
      ),
    )
  if (expected.status && !expected.status.includes(conversation.status))
    found.push({ expectation: 'status', expected: expected.status.join(' or '), got: conversation.status })
  if (expected.handoff !== undefined) found.push(...checkHandoff(events, expected.handoff))
  if (expected.replies) {
    const replies = turns.flatMap(({ event }) => event.personal?.reply ?? [])
    found.push(
      ...checkReplies(replies, expected.replies, {
        contain: 'replies.contain',
        match: 'replies.match',
        not_contain: 'replies.not_contain',
        citation: 'replies.citation',
      }),
    )
  }
  return found
}

function checkHandoff(
  events: readonly ConversationEvent[],
  wanted: NonNullable<EndExpectation['handoff']>,
): Mismatch[] {
  const requested = events.filter((event) => event.kind === 'handoff-requested').map(({ data }) => data)
  const got =
    requested.map(({ reason, team, priority, open }) => shown({ reason, team, priority, open })).join('; ') ||
    'no hand-off'
  if (wanted === false) return requested.length === 0 ? [] : [{ expectation: 'handoff', expected: 'no hand-off', got }]
  const fits = requested.some(
    ({ reason, team, priority, open }) =>
      (wanted.reason === undefined || wanted.reason.includes(reason)) &&
      (wanted.team === undefined || wanted.team === team) &&
      (wanted.priority === undefined || wanted.priority === priority) &&
      (wanted.open === undefined || wanted.open === open),
  )
  return fits ? [] : [{ expectation: 'handoff', expected: shown(wanted), got }]
}
