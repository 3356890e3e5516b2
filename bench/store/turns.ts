import { foldEvent } from '#domain/conversation.ts'
import { anonymous } from '#domain/customer.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import { type ReleaseId, timeSortedIds } from '#domain/ids.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { Database } from '#ports/database.ts'

const ids = timeSortedIds({ now: () => Date.now() })
const holder = ids.next('holder')
const tenant = ids.next('tenant')
const release = 'bench' as ReleaseId

/** ms of each commit, one conversation after the other; and turns a second with all conversations at once. */
export async function measureTurns(database: Database, load: { turns: number; conversations: number }) {
  const conversations = await Promise.all(Array.from({ length: load.conversations }, () => started(database)))
  const accepts: number[] = []
  const records: number[] = []
  const turn = async (conversation: (typeof conversations)[number]) => {
    const before = performance.now()
    const claim = await accepted(database, conversation)
    const between = performance.now()
    await recorded(database, claim)
    accepts.push(between - before)
    records.push(performance.now() - between)
  }

  const warmUp = Math.min(200, load.turns / 10)
  for (let n = 0; n < warmUp; n += 1) await turn(conversations[n % conversations.length] ?? ids.next('conversation'))
  accepts.length = 0
  records.length = 0
  for (let n = 0; n < load.turns; n += 1) {
    await turn(conversations[n % conversations.length] ?? ids.next('conversation'))
  }
  const alone = { accept: summary(accepts), record: summary(records), tenths: tenths(accepts, records) }

  const startedAt = performance.now()
  const each = Math.ceil(load.turns / conversations.length)
  await Promise.all(
    conversations.map(async (conversation) => {
      for (let n = 0; n < each; n += 1) await turn(conversation)
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const alarms = await measureAlarms(database, conversations, Math.ceil(load.turns / 4))
  return { ...alone, turnsPerSecond: Math.round((each * conversations.length) / seconds), alarms }
}

/** Turns that each set another reminder, and what looking costs where nothing is due. */
async function measureAlarms(database: Database, conversations: Awaited<ReturnType<typeof started>>[], turns: number) {
  const records: number[] = []
  for (let n = 0; n < turns; n += 1) {
    const claim = await accepted(database, conversations[n % conversations.length] ?? ids.next('conversation'))
    const before = performance.now()
    await recorded(database, claim, Date.now() + 3_600_000 + n)
    records.push(performance.now() - before)
  }
  const looks: number[] = []
  for (let n = 0; n < 300; n += 1) {
    const before = performance.now()
    await database.conversations.due(Date.now(), 20)
    looks.push(performance.now() - before)
  }
  return { record: summary(records), emptyLook: summary(looks.slice(50)) }
}

async function started(database: Database) {
  const conversation = ids.next('conversation')
  const event: EventBody = {
    kind: 'conversation-started',
    data: { channel: 'web', locale: 'en', release, identity: 'anonymous' },
    personal: { identity: anonymous, page: null, greeting: null },
  }
  const atMs = Date.now()
  const snapshot = foldEvent(null, { ...event, tenant, conversation, seq: 1, atMs })
  await database.conversations.start(tenant, conversation, event, snapshot, atMs)
  return conversation
}

async function accepted(database: Database, conversation: Awaited<ReturnType<typeof started>>): Promise<ClaimedTurn> {
  const message = ids.next('message')
  const text = 'Hello, where is my order 12345? It should have arrived yesterday.'
  const outcome = await database.conversations.accept(
    tenant,
    conversation,
    [{ clientId: message, message, via: 'text', text, payload: null }],
    { holder, turn: ids.next('turn'), leaseMs: 30_000 },
    Date.now(),
  )
  if (outcome.kind !== 'accepted' || !outcome.claimed) throw new Error('the turn was not claimed')
  return outcome.claimed
}

/** About as large as a turn of the storefront: 8 kB of understanding, commands and trace. */
const understanding = {
  text: 'where is my order',
  corrected: 'where is my order',
  corrections: [],
  language: { code: 'en', confidence: 0.99 },
  intents: Array.from({ length: 10 }, (_, n) => ({ name: `orders/intent-${n}`, confidence: 1 / (n + 2) })),
  outOfScope: 0.02,
  wishes: [],
  entities: [],
  mood: { polarity: 0.1, anger: 0.02, urgency: 0.3 },
}
const trace = ['receive', 'understand', 'resolve', 'decide', 'act', 'respond', 'check', 'record'].map((step) => ({
  step,
  ms: 0.25,
  notes: Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`${step} note ${n}`, `what the step found ${n * 37}`]),
  ),
}))

async function recorded(database: Database, claim: ClaimedTurn, dueAtMs: number | null = null): Promise<void> {
  const messages = claim.pending.map((message) => message.seq)
  const event: EventBody = {
    kind: 'turn-recorded',
    data: {
      turn: claim.turn,
      messages,
      release,
      outcome: 'answered',
      intents: [{ name: 'orders/status', confidence: 0.9 }],
      commands: ['start-flow'],
      language: 'en',
      durationMs: 4,
      nextFrame: 1,
    },
    personal: {
      reply: {
        parts: [{ kind: 'text', text: 'Your order 12345 left our warehouse on Tuesday and arrives tomorrow.' }],
        quickReplies: [],
        locale: 'en',
        confidence: 0.9,
        reasons: ['orders/status 0.9', 'flow order-status'],
      },
      dialogue: {
        ...claim.conversation.dialogue,
        ...(dueAtMs !== null && { alarms: [{ id: 1, atMs: dueAtMs, what: { kind: 'silence', nth: 0 } }] }),
      },
      mentions: [...claim.conversation.mentions, mention(claim.seq)].slice(-40),
      identity: claim.conversation.identity,
      understanding,
      commands: [],
      toolCalls: [],
      trace,
    },
  }
  const snapshot = foldEvent(claim.conversation, {
    ...event,
    tenant,
    conversation: claim.conversation.id,
    seq: 0,
    atMs: 0,
  } as ConversationEvent)
  const written = { events: [event], snapshot, messages, ticket: null, withdrawTicket: null }
  const outcome = await database.conversations.record(claim, written, Date.now())
  if (outcome.kind !== 'recorded') throw new Error(`the turn was not recorded: ${outcome.kind}`)
}

const mention = (seq: number) => ({ type: 'order_number', value: '12345', text: '12345', seq, by: 'customer' as const })

function summary(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(3))
  return { p50Ms: at(0.5), p90Ms: at(0.9), p99Ms: at(0.99), maxMs: at(1) }
}

/** p50 of a whole turn in each tenth of the run: whether it slows down as tables grow. */
function tenths(accepts: readonly number[], records: readonly number[]): number[] {
  const totals = accepts.map((ms, index) => ms + (records[index] ?? 0))
  const size = Math.ceil(totals.length / 10)
  return Array.from({ length: 10 }, (_, n) => summary(totals.slice(n * size, (n + 1) * size)).p50Ms)
}
