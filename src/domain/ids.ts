import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type TenantId = Branded<'tenant'>
export type ConversationId = Branded<'conversation'>
export type MessageId = Branded<'message'>
export type TurnId = Branded<'turn'>
export type CustomerId = Branded<'customer'>
export type ReleaseId = Branded<'release'>
export type TicketId = Branded<'ticket'>
export type AgentId = Branded<'agent'>
/** One process that may hold turns; a new one at every start. */
export type HolderId = Branded<'holder'>

export type FlowName = string
export type SlotName = string
export type IntentName = string
export type EntityName = string
export type ResponseName = string
export type ToolName = string

const prefixes = {
  tenant: 'tn',
  conversation: 'cv',
  message: 'ms',
  turn: 'tu',
  customer: 'cu',
  ticket: 'tk',
  agent: 'ag',
  holder: 'ho',
} as const
type Kind = keyof typeof prefixes
type IdOf = {
  tenant: TenantId
  conversation: ConversationId
  message: MessageId
  turn: TurnId
  customer: CustomerId
  ticket: TicketId
  agent: AgentId
  holder: HolderId
}

/** Makes ids. Injected, so that tests and scenarios see the same ones each run. */
export interface IdSource {
  next<K extends Kind>(kind: K): IdOf[K]
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz' // Crockford base 32: no i, l, o, u

/**
 * Ids that sort by time of making, like ULIDs: 9 characters of milliseconds, 13 of randomness (65 bits).
 * They are not secrets: whoever may see a conversation is decided by its token, not by knowing its id.
 */
export function timeSortedIds(clock: Clock): IdSource {
  return {
    next: (kind) => {
      let time = clock.now()
      let head = ''
      for (let i = 0; i < 9; i += 1) {
        head = alphabet[time % 32] + head
        time = Math.floor(time / 32)
      }
      const bytes = randomBytes(13)
      let tail = ''
      for (const byte of bytes) tail += alphabet[byte & 31]
      return `${prefixes[kind]}_${head}${tail}` as never
    },
  }
}

/** Ids counted from 1: `cv_0001`. For tests and scenarios. */
export function countedIds(): IdSource {
  const counts = new Map<Kind, number>()
  return {
    next: (kind) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      return `${prefixes[kind]}_${String(count).padStart(4, '0')}` as never
    },
  }
}

const idShape = /^[a-z]{2}_[0-9a-z]{4,40}$/

/** Whether a text from outside can be an id of that kind; says nothing about whether the thing exists. */
export function isIdOf<K extends Kind>(kind: K, text: string): text is IdOf[K] {
  return text.startsWith(`${prefixes[kind]}_`) && idShape.test(text)
}
