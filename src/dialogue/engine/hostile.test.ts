import { describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import { command, compiled, Talk } from '../fixture/index.ts'

/** What is done at the worst moment, or written by an author who did not think of it. */

const flows = compiled(`
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  breaks:
    description: Uses a tool that does not work
    called: your wish
    steps:
      - call: break
  helps:
    description: A repair that does not work either
    slots: { reason: { type: text } }
    steps:
      - call: break
  guarded:
    description: Only in the morning; waits first
    only_if: time(now) < '08:05'
    otherwise: own-failed
    slots: { address: { type: text } }
    steps:
      - wait: 10m
      - say: own-end
  chatters:
    description: Says the same again and again
    slots: { address: { type: text } }
    steps:
      - say: own-end
      - if: not has(address)
        then:
          - link: chatters
      - collect: address
  pays:
    description: Pays an amount
    slots: { amount: { type: number, ask: ask-amount } }
    steps:
      - collect: amount
      - confirm: sure
      - say: own-end
  wraps:
    description: Sums up what is never asked for
    slots:
      amount: { type: number, ask: ask-amount }
      wrap: { type: text, ask: sure }
    steps:
      - collect: amount
      - confirm: sure
        with: { wrap: wrap }
      - call: reserve
        with: { number: amount, wrap: wrap }
      - if: not has(amount)
        then: [{ collect: wrap }]
      - say: own-end
  dries:
    description: Rests in each round
    slots:
      people: { type: number, ask: ask-amount }
      address: { type: text }
    steps:
      - collect: people
      - repeat: { times: people }
        steps:
          - wait: 5m
          - collect: address
          - call: reserve
            with: { name: address }
      - confirm: sure
      - say: own-end
  picks:
    description: Picks one of several
    slots: { colour: { type: text } }
    steps:
      - choose: thing
        from: settings.things
        label: item.name
        attributes: { colour: item.colour, size: item.size }
      - say: own-end
`)

const buttons = ({ result }: Talk) =>
  (result?.items ?? []).flatMap((item) =>
    item.kind === 'say' ? (item.quickReplies ?? []).map(({ label }) => label) : [],
  )

describe('a repair of the author’s that fails itself', () => {
  test('is not begun again in the same turn: the built-in one speaks', async () => {
    const talk = new Talk({ flows, repairs: { 'offer-person': 'helps' } })
    const said = await talk.commands(command.start('breaks'))
    expect(said.at(-1)).toBe('repair.offer-hand-off')
    expect(talk.calls).toHaveLength(2)
    expect(talk.state).toMatchObject({ stack: [], pending: { kind: 'offer', offer: 'hand-off' } })
  })
})

describe('a guard', () => {
  test('is asked once: a task that it let in is not taken away while its first step waits', async () => {
    const talk = new Talk({ flows })
    await talk.commands(command.start('guarded'))
    expect(await talk.timePasses(11)).toContain('own-end')
  })
})

describe('a flow that turns in a circle', () => {
  test('is stopped, and what it said over and over is not read out', async () => {
    const talk = new Talk({ flows })
    const said = await talk.commands(command.start('chatters'))
    expect(said.length).toBeLessThan(12)
    expect(said.slice(-2)).toEqual(['repair.tool-failed', 'repair.offer-hand-off'])
  })
})

describe('"yes, but …"', () => {
  test.each([
    ['the correction first', [command.correct('amount', 50), command.yes]],
    ['the yes first', [command.yes, command.correct('amount', 50)]],
  ])('is asked anew with what was corrected, and no misunderstanding (%s)', async (_name, commands) => {
    const talk = new Talk({ flows })
    await talk.commands(command.start('pays', { amount: 40 }))
    expect(await talk.commands(...commands)).toEqual(['repair.corrected', 'sure'])
    expect(talk.state.misunderstandings).toBe(0)
    expect(talk.state.stack).toMatchObject([{ slots: { amount: 50 }, confirmed: [] }])
    expect(await talk.commands(command.yes)).toContain('own-end')
  })
})

describe('a yes beside a detail that the summary has and no step asked for', () => {
  test.each([
    ['before it', [command.set('wrap', 'paper'), command.yes]],
    ['after it', [command.yes, command.set('wrap', 'paper')]],
  ])('is asked for anew (%s)', async (_name, commands) => {
    const talk = new Talk({ flows })
    await talk.commands(command.start('wraps', { amount: 2 }))
    expect(await talk.commands(...commands)).toEqual(['sure'])
    expect(talk.calls).toEqual([])
    await talk.commands(command.yes)
    expect(talk.calls).toMatchObject([{ input: { number: 2, wrap: 'paper' } }])
  })

  test('counts where the detail only says what is known already', async () => {
    const talk = new Talk({ flows })
    await talk.commands(command.start('wraps', { amount: 2 }))
    expect(await talk.commands(command.set('amount', 2), command.yes)).toContain('own-end')
  })
})

describe('a wait inside a repeat', () => {
  test('rests in each round, and not once more where the rounds are done again', async () => {
    const talk = new Talk({ flows })
    await talk.commands(command.start('dries', { people: 1 }))
    expect(talk.state.pending).toBeNull()
    expect(await talk.timePasses(6)).toEqual(['ask-address'])
    expect(await talk.commands(command.set('address', 'Elm Street'))).toEqual(['sure'])
    expect(await talk.commands(command.correct('people', 2))).toEqual(['repair.corrected'])
    expect(await talk.timePasses(6)).toEqual(['ask-address'])
    expect(await talk.commands(command.set('address', 'Oak Street'))).toEqual(['sure'])
    expect(talk.calls.map(({ input }) => input['name'])).toEqual(['Elm Street', 'Oak Street'])
  })

  test('that the customer leaves with a cancellation wakes nobody', async () => {
    const talk = new Talk({ flows })
    await talk.commands(command.start('dries', { people: 2 }))
    await talk.commands(command.cancel)
    expect(talk.state.alarms).toBeUndefined()
    expect(await talk.timePasses(60)).toEqual([])
  })
})

describe('a list to choose from', () => {
  const among = async (...things: Record<string, Json>[]) => {
    const talk = new Talk({ flows, settings: { things } })
    return { talk, said: await talk.commands(command.start('picks')) }
  }
  const boots = { name: 'Boots', colour: 'blue', size: 40 }

  test('tells two that are called the same apart by what differs', async () => {
    const { talk } = await among(boots, { ...boots, size: 42 }, { name: 'Scarf', colour: 'red', size: null })
    expect(buttons(talk)).toEqual(['Boots (40)', 'Boots (42)', 'Scarf'])
    expect(await talk.commands(command.choose('boots 42'))).toContain('own-end')
  })

  test('or else by their number', async () => {
    const { talk } = await among({ ...boots, id: 1 }, { ...boots, id: 2 })
    expect(buttons(talk)).toEqual(['Boots (1)', 'Boots (2)'])
    expect(await talk.commands(command.choose('the second'))).toContain('own-end')
  })

  test('has what is wholly the same once', async () => {
    expect((await among(boots, boots)).said).toContain('own-end')
    expect(buttons((await among(boots, boots, { ...boots, colour: 'red' })).talk)).toEqual([
      'Boots (blue)',
      'Boots (red)',
    ])
  })

  test('without anything to choose from ends the task and says so', async () => {
    expect((await among()).said).toEqual(['repair.none-to-choose', 'repair.anything-else'])
  })
})
