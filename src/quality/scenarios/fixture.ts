import type { CommandKind } from '#domain/command.ts'
import { anonymous } from '#domain/customer.ts'
import { emptyDialogue, type Frame } from '#domain/dialogue-state.ts'
import type { EventOf } from '#domain/events.ts'
import type { ConversationId, ReleaseId, TenantId, TurnId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { OutcomeKind } from '#domain/reply.ts'
import type { RankedIntent } from '#domain/understanding.ts'

interface TurnFacts {
  seq?: number
  outcome?: OutcomeKind
  intents?: RankedIntent[]
  commands?: CommandKind[]
  entities?: { type: string; value: Json; text: string }[]
  stack?: { flow: string; slots: Record<string, Json> }[]
  tools?: { tool: string; outcome: string; input: Json }[]
  /** Null: silence. */
  reply?: string | null
  citations?: string[]
  buttons?: string[]
}

/** A recorded turn for tests, said in a few words. */
export function recordedTurn(facts: TurnFacts = {}): EventOf<'turn-recorded'> {
  const text = 'cancel my order'
  const intents = facts.intents ?? []
  const frames = (facts.stack ?? []).map(
    (frame, index): Frame => ({
      id: index + 1,
      at: [0],
      said: {},
      asked: {},
      variables: {},
      calls: {},
      confirmed: [],
      trail: [],
      done: {},
      caller: null,
      interrupted: false,
      ...frame,
    }),
  )
  const words = facts.reply === undefined ? 'Hello.' : facts.reply
  return {
    kind: 'turn-recorded',
    tenant: 'tn_test' as TenantId,
    conversation: 'cv_0001' as ConversationId,
    seq: facts.seq ?? 3,
    atMs: 0,
    data: {
      turn: 'tu_0001' as TurnId,
      messages: [2],
      release: 'release' as ReleaseId,
      outcome: facts.outcome ?? 'answered',
      intents,
      commands: facts.commands ?? [],
      language: 'en',
      durationMs: 1,
      nextFrame: 1,
    },
    personal: {
      reply:
        words === null
          ? null
          : {
              parts: [
                {
                  kind: 'text',
                  text: words,
                  citations: (facts.citations ?? []).map((passage) => ({ passage, title: passage, quote: '' })),
                },
              ],
              quickReplies: (facts.buttons ?? []).map((label) => ({ label, payload: `p:${label}` })),
              locale: 'en',
              confidence: 1,
              reasons: [],
            },
      dialogue: { ...emptyDialogue(), stack: frames },
      mentions: [],
      identity: anonymous,
      understanding: {
        text,
        corrected: text,
        corrections: [],
        language: { code: 'en', confidence: 1 },
        intents,
        outOfScope: 0,
        wishes: [],
        entities: (facts.entities ?? []).map((entity) => ({
          ...entity,
          start: 0,
          end: 1,
          confidence: 1,
          source: 'pattern',
        })),
        mood: { polarity: 0, anger: 0, urgency: 0 },
      },
      commands: [],
      toolCalls: (facts.tools ?? []).map((call) => ({ key: 'k', result: null, ms: 1, ...call })),
      trace: [],
    },
  }
}
