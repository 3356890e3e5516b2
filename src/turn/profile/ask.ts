import type { AssistantRuntime } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import type { ConversationMemory, Manner, ProfileFact } from '#domain/memory.ts'
import { type MemoryWish, memoryWishOf, thingsOfMentions, thingsTalkedAbout, yesOrNo } from '#memory/index.ts'
import { languageResponse } from '#responses/index.ts'
import { mayKeep } from '../remember.ts'
import { type TurnProfile, unconfirmedFor } from './load.ts'

/** What the memory itself says and does in a turn: planned from what is known, carried out in `act`. */
export interface MemoryAct {
  response: string
  variables: JsonObject
  effect:
    | { kind: 'forget-all' }
    | { kind: 'forget-that' }
    | { kind: 'consent'; given: boolean }
    | { kind: 'remember'; what: string }
    | { kind: 'prefer'; fact: string; value: Json; manner: Manner }
    | null
  /** The reply asks whether a person shall help. */
  offersPerson?: true
  /** What the reply asks: the next message may answer it. */
  asked: ConversationMemory['asked']
  reason: string
}

interface Asked {
  text: string
  payload: string | null
  conversation: Conversation
  profile: TurnProfile
  assistant: AssistantRuntime
}

/** Facts that a customer may state of how to be spoken to; everything else comes from flows. */
export const preferences = { brevity: 'brevity', language: 'language' } as const

/**
 * Name of what a customer asked to have remembered, in their own words; the second is `…_2`. Never a name that they choose: flows decide by
 * facts (`profile.<fact>`), and nobody may write those by saying so.
 */
export const factOfWords = 'you_said'

/** What a message or button asks of the memory; null where it is the dialogue's. */
export function memoryActOf(asked: Asked): MemoryAct | null {
  const { text, payload, conversation, assistant } = asked
  const pressed = payload === null ? null : (buttons[payload] ?? null)
  if (pressed !== null) return pressed(asked)
  if (payload !== null) return null
  const open = conversation.memory?.asked ?? null
  const answer = open === null ? null : yesOrNo(text)
  if (open !== null && answer !== null)
    return buttons[`memory:${open === 'consent' ? 'consent' : 'forget'}:${answer ? 'yes' : 'no'}`]?.(asked) ?? null
  const wish = memoryWishOf(text, assistant.referableNouns)
  // In the middle of a task "forget everything" may mean the task: that is the dialogue's to ask.
  if (wish?.kind === 'forget-all' && wish.bare === true && conversation.dialogue.stack.length > 0) return null
  return wish && acts[wish.kind](asked, wish as never)
}

const says = (response: string, reason: string, more: Partial<MemoryAct> = {}): MemoryAct => ({
  response,
  variables: {},
  effect: null,
  asked: null,
  reason,
  ...more,
})

type Acts = { [K in MemoryWish['kind']]: (asked: Asked, wish: Extract<MemoryWish, { kind: K }>) => MemoryAct }

/** Why nothing can be known or changed: nobody known, switched off, store away. Null where it can. */
function without({ profile, conversation }: Asked, reason: string): MemoryAct | null {
  if (profile.mode === 'off') return says('memory.off', reason)
  if (conversation.identity.level === 'anonymous' || profile.customer === null)
    return says('memory.not-identified', reason)
  return profile.available ? null : says('memory.unavailable', reason)
}

const acts: Acts = {
  known(asked) {
    const reason = 'asks what is remembered'
    const { profile, conversation } = asked
    const nothing = without(asked, reason)
    if (nothing !== null) return nothing
    if (profile.facts.length === 0) return says('memory.nothing-known', reason)
    const facts = profile.facts.map((fact) => factInWords(fact, conversation.locale))
    return says('memory.known', reason, { variables: { facts } })
  },
  'forget-all'(asked) {
    const reason = 'wants everything forgotten'
    const nothing = without(asked, reason)
    if (nothing !== null) return nothing
    if (asked.profile.facts.length === 0 && (asked.conversation.memory?.unconfirmed ?? []).length === 0)
      return says('memory.nothing-known', reason)
    return says('memory.ask-forget', reason, { asked: 'forget-all', variables: { count: asked.profile.facts.length } })
  },
  'forget-that'(asked) {
    const reason = 'does not want that remembered'
    if ((asked.conversation.memory?.unconfirmed ?? []).length === 0) {
      const nothing = without(asked, reason)
      if (nothing !== null)
        return {
          ...nothing,
          response: nothing.response === 'memory.unavailable' ? nothing.response : 'memory.nothing-to-forget',
        }
    }
    return says('memory.forgot-that', reason, { effect: { kind: 'forget-that' } })
  },
  remember(asked, { what }) {
    const reason = 'asks to remember something'
    const nothing = without(asked, reason)
    if (nothing !== null) return nothing.response === 'memory.unavailable' ? nothing : says('memory.only-here', reason)
    if (!mayKeep(factOfWords, what)) return says('memory.not-kept', reason)
    return says('memory.remembered', reason, { variables: { what }, effect: { kind: 'remember', what } })
  },
  consent: (asked, { given }) => consent(asked, given),
  'talked-about'({ conversation, assistant }, { type }) {
    const reason = 'asks what was talked about'
    const all = conversation.memory?.things ?? thingsOfMentions(conversation.mentions)
    const things = thingsTalkedAbout(all, type === null ? {} : { type })
    if (things.length === 0) return says('memory.talked-about-nothing', reason)
    return says('memory.talked-about', reason, {
      variables: {
        things: things.map((thing) => thingInWords(thing.text, thing.attributes, thing.done, assistant)),
        count: things.length,
      },
    })
  },
  'so-far'({ conversation, assistant }) {
    const matters = mattersOf(conversation.dialogue, assistant)
    const reason = 'asks what was done so far'
    return matters.length === 0
      ? says('memory.so-far-nothing', reason)
      : says('memory.so-far', reason, { variables: { matters } })
  },
  brevity: (_asked, { brevity }) =>
    says(brevity === 'short' ? 'memory.brief' : 'memory.detailed', `wants it ${brevity}`, {
      effect: { kind: 'prefer', fact: preferences.brevity, value: brevity, manner: { brevity } },
    }),
  language({ assistant }, { language }) {
    const reason = `wants to speak ${language}`
    const has = assistant.config.languages.find((tag) => tag.split('-')[0]?.toLowerCase() === language)
    if (has === undefined) return says(languageResponse, reason, { offersPerson: true })
    return says('memory.language', reason, {
      effect: { kind: 'prefer', fact: preferences.language, value: has, manner: { language: has } },
    })
  },
}

function consent(asked: Asked, given: boolean): MemoryAct {
  const reason = given ? 'may be remembered' : 'may not be remembered'
  const nothing = without(asked, reason)
  // Who says no where nothing is remembered anyway is told just that.
  if (nothing !== null) return nothing
  // "It" is what was asked about; allowed beforehand, there is nothing yet that could be said to be remembered.
  // What waited when they said no on the page is not kept by a yes to anything later.
  const isOfSomething =
    asked.profile.consent !== false && unconfirmedFor(asked.conversation.memory, asked.profile.customer).length > 0
  const allowedResponse = isOfSomething ? 'memory.consent-given' : 'memory.may-remember'
  return says(given ? allowedResponse : 'memory.consent-declined', reason, {
    effect: { kind: 'consent', given },
  })
}

const buttons: Record<string, (asked: Asked) => MemoryAct> = {
  'memory:consent:yes': (asked) => consent(asked, true),
  'memory:consent:no': (asked) => consent(asked, false),
  'memory:forget': (asked) => acts['forget-all'](asked, { kind: 'forget-all' }),
  // An old button must not erase: asked again instead.
  'memory:forget:yes': (asked) =>
    asked.conversation.memory?.asked === 'forget-all'
      ? (without(asked, 'wants everything forgotten') ??
        says('memory.forgotten', 'confirmed that everything is to be forgotten', { effect: { kind: 'forget-all' } }))
      : acts['forget-all'](asked, { kind: 'forget-all' }),
  'memory:forget:no': () => says('memory.kept', 'keeps what is remembered'),
}

/** "size: M (said by you, May 3, 2026)" is for the page; in chat the fact itself is enough, with since when. */
export function factInWords({ fact, value, atMs }: ProfileFact, locale: string): string {
  const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(atMs)
  return `${fact.replaceAll(/[_-]+/g, ' ')}: ${inWords(value)} (${since})`
}

export function inWords(value: Json): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ')
  if (value !== null && typeof value === 'object') return Object.values(value).map(inWords).join(', ')
  return value === null ? '-' : String(value)
}

/** "MF-104233 (boots; return an item)". */
function thingInWords(
  text: string,
  attributes: Record<string, Json>,
  done: ConversationMemory['things'][number]['done'],
  { flows }: AssistantRuntime,
): string {
  const items = Object.values(attributes).find((value): value is Json[] => Array.isArray(value))
  const deeds = done
    .filter(({ kind, outcome }) => kind === 'flow' && outcome === 'done')
    .map(({ what }) => flows.flows[what]?.title ?? what)
  const more = [...(items === undefined ? [] : [items.slice(0, 2).map(inWords).join(', ')]), ...new Set(deeds)]
  return more.length === 0 ? text : `${text} (${more.join('; ')})`
}

/** Of a customer who is known no more nothing is told. */
function mattersOf({ finished, stack, former }: DialogueState, { flows }: AssistantRuntime): string[] {
  const titleOf = (flow: string) => flows.flows[flow]?.title ?? flow
  const done = finished.filter(({ resolved }) => resolved).map(({ flow }) => `✓ ${titleOf(flow)}`)
  const open = stack
    .filter(({ id, caller }) => caller === null && (former === undefined || id >= former.frames))
    .map(({ flow }) => `… ${titleOf(flow)}`)
  return [...new Set([...done, ...open])]
}
