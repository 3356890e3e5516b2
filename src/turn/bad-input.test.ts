import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { openWorld, type WorldParts } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import { foldConversation } from '#domain/conversation.ts'
import { countedIds } from '#domain/ids.ts'
import { replyText } from '#domain/reply.ts'
import { setShop, timedAssistant } from '#test/server/timed-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
const quiet = { info() {}, warn() {}, error() {} }

const folders: string[] = []
async function benchOf(changes: Record<string, string> = {}): Promise<Workbench> {
  const folder = await timedAssistant(changes)
  folders.push(folder)
  return openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folders[0]}/.cache` },
  })
}

let bench: Workbench
beforeAll(async () => {
  bench = await benchOf()
}, 60_000)
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function begin(on: Workbench = bench, parts: WorldParts = {}) {
  const clock = new ManualClock(startMs)
  const world = await openWorld(on, clock, { log: quiet, ...parts })
  const conversation = await world.start({ locale: 'en' })
  const events = async () => (await world.database.conversations.events(on.tenant, conversation.id, 0, 10_000)).events
  return {
    ...world,
    clock,
    id: conversation.id,
    /** The whole recorded turn, and what it said. */
    async say(text: string, payload?: string) {
      const turn = await (payload === undefined ? conversation.say(text) : conversation.say(text, payload))
      const reply = turn.personal?.reply
      return { turn, text: reply ? replyText(reply) : null }
    },
    events,
    async intact() {
      const all = await events()
      const { conversation: row, pending } = await world.conversations.load(on.tenant, conversation.id)
      expect(pending).toBe(0)
      expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1))
      expect(foldConversation(all)).toEqual(row)
      return row
    },
  }
}

describe('a tool', () => {
  let keys: string[] = []
  beforeEach(() => {
    keys = []
  })
  const receipt = { kind: 'ok', value: { receipt: 'R-1' } }
  const hangs = (key: string) => {
    keys.push(key)
    return new Promise<never>(() => undefined)
  }

  test('that never answers, of which nobody knows what it did, is told as such and passed to a person', async () => {
    setShop({ charge: hangs })
    const s = await begin()
    const { turn } = await s.say('charge me now')
    expect(turn.data.outcome).toBe('handed-off')
    expect((await s.events()).find(({ kind }) => kind === 'handoff-requested')).toMatchObject({
      data: { reason: 'effect-unknown', priority: 'high' },
    })
    expect(keys).toHaveLength(1)
    expect((await s.intact()).status).toBe('waiting')
  })

  test('that succeeds after its time is found out by asking: the customer is told the truth, once', async () => {
    let isCharged = false
    setShop({
      charge: (key) => {
        isCharged = true
        return hangs(key)
      },
      charged: async () => (isCharged ? { kind: 'happened', result: receipt } : { kind: 'did-not-happen' }),
    })
    const s = await begin()
    const { turn, text } = await s.say('charge me now')
    expect(text).toContain('You have been charged.')
    expect(turn.personal?.toolCalls).toMatchObject([{ tool: 'charge', outcome: 'ok', result: { receipt: 'R-1' } }])
    expect(keys).toHaveLength(1)
    await s.intact()
  })

  test('that answers after its turn was recorded changes nothing any more', async () => {
    let answer: (value: unknown) => void = () => undefined
    setShop({
      charge: (key) => {
        keys.push(key)
        return new Promise((resolve) => {
          answer = resolve
        })
      },
      charged: async () => ({ kind: 'unknown' }),
    })
    const s = await begin()
    await s.say('charge me now')
    const before = await s.events()
    answer(receipt)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await s.events()).toEqual(before)
    await s.intact()
  })

  test('that gives the wrong shape has not answered: what it did is asked for', async () => {
    for (const [happened, said] of [
      [true, 'You have been charged.'],
      [false, 'The payment did not work.'],
    ] as const) {
      setShop({
        charge: async (key) => {
          keys.push(key)
          return { kind: 'ok', value: { paper: 'R-1' } }
        },
        charged: async () => (happened ? { kind: 'happened', result: receipt } : { kind: 'did-not-happen' }),
      })
      const s = await begin()
      expect((await s.say('charge me now')).text).toContain(said)
      await s.intact()
    }
    // Asked for once where it happened; where it did not, sent once more with the same key.
    expect(keys).toHaveLength(3)
    expect(keys[1]).toBe(keys[2])
  })

  test('that throws is a failure like others, not the end of the turn', async () => {
    setShop({
      charge: () => Promise.reject(new Error('a bug of the shop')),
      charged: async () => ({ kind: 'did-not-happen' }),
    })
    const s = await begin()
    const { turn, text } = await s.say('charge me now')
    expect(text).not.toBeNull()
    expect(text).not.toContain('a bug of the shop')
    expect(turn.data.messages).toEqual([2])
    await s.intact()
  })
})

describe('a button', () => {
  test('of a release that is no longer there, for a flow that is no longer there, is told as stale', async () => {
    const store = openMemory()
    const ids = countedIds()
    const old = await begin(bench, { store, ids })
    await old.say('please paint it')
    const now = await benchOf({
      'flows/time.yaml':
        'flows:\n  prove-it: { description: Proves, steps: [{ verify: { customer: "\'C-1\'", by: test } }] }\n',
      'intents/time.yaml': 'intents: {}\n',
    })
    const world = await openWorld(now, old.clock, { store, ids, log: quiet })
    const next = async (text: string, payload: string) => {
      const client = `late-${payload}`
      const message = { clientId: client, message: ids.next('message'), via: 'button' as const, text, payload }
      const accepted = await world.turns.send(bench.tenant, old.id, [message])
      const [event] = await world.turns.waitFor(
        bench.tenant,
        old.id,
        accepted.map(({ seq }) => seq),
        5_000,
      )
      if (event?.kind !== 'turn-recorded') throw new Error('no turn')
      return event
    }
    const stale = await next('Charge me', 'flow:charge-now')
    expect(stale.personal?.reply?.reasons.join()).toContain('repair.stale-button')
    // The open task is still there, and is asked for again.
    expect(stale.personal?.dialogue.stack).toMatchObject([{ flow: 'paint-house' }])
    await old.intact()
  })

  test('that nobody ever offered does nothing', async () => {
    const s = await begin()
    for (const payload of ['affirm:99:0', 'choose:1:zzz', '{"kind":"end"}', 'x'.repeat(1_000)]) {
      const { turn } = await s.say('Yes', payload)
      expect(turn.data.commands).not.toContain('affirm')
      expect(turn.personal?.toolCalls).toEqual([])
    }
    await s.intact()
  })
})

describe('a message', () => {
  test('after the end is answered, with what was finished still known', async () => {
    const s = await begin()
    await s.say('please paint it')
    await s.say('blue')
    await s.say('yes')
    await s.conversations.close(bench.tenant, s.id)
    expect((await s.intact()).status).toBe('closed')
    expect((await s.say('hello')).text).toBeTruthy()
    const row = await s.intact()
    expect(row.status).toBe('open')
    expect(row.dialogue.finished).toMatchObject([{ flow: 'paint-house', resolved: true }])
    expect((await s.events()).map(({ kind }) => kind)).toContain('conversation-resumed')
  })

  test('and another at once are each answered once, whichever comes first', async () => {
    const s = await begin()
    const texts = ['please paint it', 'blue', 'yes', 'hello', 'talk to a human']
    await Promise.all(texts.map((text) => s.say(text)))
    const all = await s.events()
    const taken = all.flatMap((event) => (event.kind === 'turn-recorded' ? event.data.messages : []))
    const received = all.filter(({ kind }) => kind === 'message-received').map(({ seq }) => seq)
    expect(taken.toSorted((a, b) => a - b)).toEqual(received)
    await s.intact()
  })
})
