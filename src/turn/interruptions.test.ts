import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type RehearsedConversation, type World } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import type { EventOf } from '#domain/events.ts'
import type { MessageId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Proposer } from '#ports/proposer.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
/** What the painter's tool and the test share: they run in one process. */
const painter = globalThis as { painted?: string[]; hold?: Promise<void> }

const source = (module: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, module)).href)
const tools = `import { defineTool, ok } from ${source('../tools/index.ts')}
import { z } from ${JSON.stringify(import.meta.resolve('zod'))}
const paint = (name, compensable) => defineTool({
  name, description: 'Paints', called: 'the new colour', needs: 'anonymous', sideEffect: 'write', idempotent: true,
  input: z.strictObject({ colour: z.string() }), output: z.object({ colour: z.string() }),
  ...(compensable && {
    before: async () => ok(globalThis.painted.at(-1) ?? 'white'),
    compensate: (_input, _made, before) => ({ tool: 'paint_back', input: { colour: before } }),
  }),
  run: async ({ colour }) => {
    await globalThis.hold
    globalThis.painted.push(colour)
    return ok({ colour })
  },
})
export default [paint('paint', true), paint('paint_back', false)]
`
const flow = `flows:
  paint-house:
    description: Paints something in a colour
    title: Paint something
    called: your painting
    intents: [paint]
    slots:
      colour: { type: colour }
    steps:
      - collect: colour
      - confirm: paint-summary
      - call: paint
        with: { colour: colour }
      - say: painted
      - end: resolved
  cheer-up:
    description: Has a word with somebody who is not understood
    slots: { attempt: { type: number } }
    steps:
      - say: cheer-up
        with: { attempt: attempt }
`

let folder: string
let bench: Workbench
beforeAll(async () => {
  folder = await tinyAssistant({
    'assistant.yaml': 'name: Tiny\nlanguages: [en, de]\nencoder: none\nrepairs: { misunderstood: cheer-up }\n',
    'tools.ts': tools,
    'flows/paint.yaml': flow,
    'responses/cheer.yaml': "responses:\n  cheer-up: 'Chin up, number {attempt}.'\n",
  })
  bench = await openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folder}/.cache` },
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => {
  painter.painted = []
  painter.hold = Promise.resolve()
})

type Turn = EventOf<'turn-recorded'>
const responses = (turn: Turn): string[] =>
  (turn.personal?.reply?.parts ?? []).flatMap((part) => ('response' in part && part.response ? [part.response] : []))
const textOf = (turn: Turn): string =>
  (turn.personal?.reply?.parts ?? []).map((part) => (part.kind === 'text' ? part.text : '')).join(' ')
const buttonsOf = (turn: Turn) => turn.personal?.reply?.quickReplies ?? []

async function talking<T>(
  work: (conversation: RehearsedConversation, world: World, clock: ManualClock) => Promise<T>,
  proposer?: Proposer,
  locale = 'en',
): Promise<T> {
  const clock = new ManualClock(startMs)
  const world = await openWorld(bench, clock, proposer ? { proposer } : {})
  try {
    return await work(await world.start({ locale }), world, clock)
  } finally {
    await world.close()
  }
}

/** Until the fence is asked for a yes. */
async function summedUp(conversation: RehearsedConversation, colour = 'blue'): Promise<Turn> {
  await conversation.say('please paint it')
  return await conversation.say(colour)
}

describe('a message that comes while a tool runs', () => {
  test('is taken up by the next turn, which tells truthfully what was done and offers the way back', async () => {
    await talking(async (conversation) => {
      await summedUp(conversation)
      let finish = () => {}
      painter.hold = new Promise((resolve) => {
        finish = resolve
      })
      const yes = conversation.say('yes')
      const stop = conversation.say('stop!')
      finish()
      expect(responses(await yes)).toContain('painted')
      const told = await stop
      expect(responses(told)).toEqual(['repair.already-done', 'repair.offer-undo'])
      expect(textOf(told)).toContain('the new colour')
      expect(painter.painted).toEqual(['blue'])
      expect(responses(await conversation.say('yes please'))[0]).toBe('repair.undone')
      expect(painter.painted).toEqual(['blue', 'white'])
    })
  })

  test('is not lost where it is another wish', async () => {
    await talking(async (conversation) => {
      await summedUp(conversation)
      const [yes, other] = await Promise.all([
        conversation.say('yes'),
        conversation.say('how long does paint take to dry?'),
      ])
      expect(responses(yes)).toContain('painted')
      expect(textOf(other)).toContain('six hours')
    })
  })
})

describe('two messages at once', () => {
  test('are one thought, answered once', async () => {
    await talking(async (conversation, world) => {
      const turn = await conversation.say(['please paint it', 'blue'])
      expect(turn.data.messages).toHaveLength(2)
      expect(responses(turn)).toEqual(['paint-summary'])
      const { events } = await world.database.conversations.events(bench.tenant, conversation.id, 0, 100)
      expect(events.filter(({ kind }) => kind === 'turn-recorded')).toHaveLength(1)
    })
  })

  test('of which one is a button are both heard', async () => {
    await talking(async (conversation, world) => {
      const asked = await summedUp(conversation)
      const yes = buttonsOf(asked).find(({ label }) => label === 'Yes')?.payload ?? ''
      const sent = (text: string, payload: string | null, at: number) => ({
        clientId: `both-${at}`,
        message: `ms_both${at}` as MessageId,
        via: payload === null ? ('text' as const) : ('button' as const),
        text,
        payload,
      })
      const question = 'how long does paint take to dry?'
      const accepted = await world.turns.send(bench.tenant, conversation.id, [
        sent('Yes', yes, 1),
        sent(question, null, 2),
      ])
      const seqs = accepted.map(({ seq }) => seq)
      const events = await world.turns.waitFor(bench.tenant, conversation.id, seqs, 10_000)
      const turn = events.find((event) => event.kind === 'turn-recorded') as Turn
      expect(painter.painted).toEqual(['blue'])
      expect(textOf(turn)).toContain('six hours')
    })
  })

  test('that are the same yes twice paint once', async () => {
    await talking(async (conversation) => {
      const asked = await summedUp(conversation)
      const yes = buttonsOf(asked).find(({ label }) => label === 'Yes')?.payload ?? ''
      await Promise.all([conversation.say('Yes', yes), conversation.say('Yes', yes)])
      expect(painter.painted).toEqual(['blue'])
    })
  })
})

describe('a stale button', () => {
  test('of a summary with other values is no yes to this one', async () => {
    await talking(async (conversation) => {
      const before = await summedUp(conversation)
      const yes = buttonsOf(before).find(({ label }) => label === 'Yes')?.payload ?? ''
      await conversation.say('no, red')
      const pressed = await conversation.say('Yes', yes)
      expect(responses(pressed)).toEqual(['repair.stale-button', 'paint-summary'])
      expect(painter.painted).toEqual([])
    })
  })

  test('of a flow that the release no longer has says so, and nothing is lost', async () => {
    await talking(async (conversation) => {
      await summedUp(conversation)
      const pressed = await conversation.say('Order paint', 'flow:order-paint')
      expect(responses(pressed)).toEqual(['repair.stale-button', 'paint-summary'])
      expect(responses(await conversation.say('yes'))).toContain('painted')
    })
  })
})

describe('a message after the end', () => {
  test('finds nothing half-done: a late yes does nothing and is told so, a wish begins anew', async () => {
    await talking(async (conversation, world) => {
      await summedUp(conversation)
      await world.conversations.close(bench.tenant, conversation.id)
      const late = await conversation.say('yes')
      expect(responses(late)).toEqual(['repair.closed-meanwhile'])
      expect(painter.painted).toEqual([])
      expect(responses(await conversation.say('please paint it red'))).toEqual(['paint-summary'])
    })
  })

  test('can still take back what was done', async () => {
    await talking(async (conversation) => {
      await summedUp(conversation)
      await conversation.say('yes')
      expect(responses(await conversation.say('no thanks'))).toEqual(['repair.goodbye'])
      expect(responses(await conversation.say('undo that'))[0]).toBe('repair.undone')
      expect(painter.painted).toEqual(['blue', 'white'])
    })
  })
})

describe('the customer speaks another language that the assistant has', () => {
  test('its yes, its no, its buttons and its "never mind" are read', async () => {
    await talking(
      async (conversation) => {
        await conversation.say('Streichen', 'flow:paint-house')
        const asked = await conversation.say('blue')
        expect(buttonsOf(asked).map(({ label }) => label)).toEqual(['Ja', 'Nein'])
        const cancelled = await conversation.say('vergiss es')
        expect(responses(cancelled)[0]).toBe('repair.cancelled')
        expect(painter.painted).toEqual([])
      },
      undefined,
      'de',
    )
  })
})

describe("the author's own repair", () => {
  test('speaks in place of "I did not understand", above what is open', async () => {
    await talking(async (conversation) => {
      await conversation.say('please paint it')
      const lost = await conversation.say('qwertz')
      expect(responses(lost)).toEqual(['cheer-up', 'repair.back-to', 'ask-colour'])
      expect(textOf(lost)).toContain('number 1')
    })
  })
})

describe('a proposer beside the embedded models', () => {
  const always =
    (answer: Json): Proposer =>
    async () =>
      answer
  const word = 'make it shiny and new'

  test('is heard where they are not sure', async () => {
    await talking(
      async (conversation) => {
        const turn = await conversation.say(word)
        expect(turn.personal?.commands).toMatchObject([{ kind: 'start-flow', flow: 'paint-house' }])
      },
      always({ commands: [{ kind: 'start-flow', flow: 'paint-house', confidence: 0.95, evidence: 'make it shiny' }] }),
    )
  })

  test('is not asked about a pressed button or a plain yes', async () => {
    let asked = 0
    await talking(
      async (conversation) => {
        const summary = await summedUp(conversation)
        asked = 0
        await conversation.say('Yes', buttonsOf(summary).find(({ label }) => label === 'Yes')?.payload)
        expect(asked).toBe(0)
      },
      async () => {
        asked += 1
        return null
      },
    )
  })

  test.each<[string, Proposer]>([
    ['fails', () => Promise.reject(new Error('away'))],
    ['talks nonsense', always('do it')],
    [
      'never answers',
      (_request, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
    ],
  ])('that %s changes nothing', async (_what, proposer) => {
    const alone = await talking((conversation) => conversation.say('please paint it'))
    const beside = await talking((conversation) => conversation.say('please paint it'), proposer)
    expect(beside.personal?.commands).toEqual(alone.personal?.commands)
  })
})
