import { describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import { command, compiled, Talk } from '../fixture/index.ts'
import type { ToolCall, ToolOutcome } from './types.ts'

const tools = new Map([
  ['check', { needs: 'anonymous', effect: 'read', refusals: ['unknown'] } as const],
  ['book', { needs: 'anonymous', effect: 'write' } as const],
])
const flows = compiled(
  `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  pack:
    description: Packs boxes, and things into each of them
    slots:
      colour: { type: colour, ask: ask-email }
      thing: { type: text, ask: ask-thing }
    steps:
      - repeat: { times: 2 }
        index: box
        steps:
          - collect: colour
          - if: colour != 'none'
            then:
              - repeat: { times: 2 }
                index: place
                steps:
                  - collect: thing
                  - call: check
                    with: { thing: thing }
                    on_refused:
                      unknown: [{ ask_again: thing, say: order-not-found }]
                  - link: wrap-it
                    return: true
                    with: { for: thing }
                    save: wrapped
                  - wait: 1m
                  - call: book
                    with: { thing: thing, box: box, place: place }
                gather: { things: { thing: thing, wrapped: wrapped } }
        gather: { boxes: { colour: colour, things: things } }
      - say: own-end
        with: { boxes: boxes }
  wrap-it:
    description: d
    slots: { for: { type: text }, thing: { type: text } }
    steps:
      - end: resolved
        result: for
`,
  [],
  tools,
)

const shop = ({ input }: ToolCall): ToolOutcome =>
  input['thing'] === 'nothing' ? { kind: 'refused', code: 'unknown', message: 'no' } : { kind: 'ok', value: {} }

async function packed(...given: [slot: string, value: Json][]): Promise<Talk> {
  const talk = new Talk({ flows, tools, tool: shop })
  await talk.commands(command.start('pack'))
  for (const [slot, value] of given) {
    await talk.commands(command.set(slot, value))
    await talk.timePasses(1)
  }
  return talk
}

describe('rounds within rounds', () => {
  test('gather on both levels, wait in between, and key each call by both rounds', async () => {
    const talk = await packed(
      ['colour', 'red'],
      ['thing', 'cup'],
      ['thing', 'pot'],
      ['colour', 'blue'],
      ['thing', 'hat'],
      ['thing', 'tie'],
    )
    expect(talk.variables('own-end')['boxes']).toEqual([
      {
        colour: 'red',
        things: [
          { thing: 'cup', wrapped: 'cup' },
          { thing: 'pot', wrapped: 'pot' },
        ],
      },
      {
        colour: 'blue',
        things: [
          { thing: 'hat', wrapped: 'hat' },
          { thing: 'tie', wrapped: 'tie' },
        ],
      },
    ])
    const booked = talk.calls.filter(({ name }) => name === 'book')
    expect(booked.map(({ input }) => [input['box'], input['place']])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ])
    expect(new Set(talk.calls.map(({ key }) => key)).size).toBe(talk.calls.length)
    expect(booked[3]?.key).toBe('cv_0001:1:0.each#1.1.then.0.each#1.4:0')
  })

  test('what is asked again is asked in the round it is in', async () => {
    const talk = await packed(['colour', 'red'], ['thing', 'cup'])
    expect(await talk.commands(command.set('thing', 'nothing'))).toEqual(['order-not-found', 'ask-thing'])
    expect(talk.state.stack[0]?.at).toEqual([0, 'each#0', 1, 'then', 0, 'each#1', 0])
    await talk.commands(command.set('thing', 'pot'))
    expect(await talk.timePasses(1)).toEqual(['ask-email'])
  })

  test('a correction in the outer round does the inner ones again without asking or doing anything twice', async () => {
    const talk = await packed(['colour', 'red'], ['thing', 'cup'])
    expect(await talk.commands(command.correct('colour', 'green'))).toEqual(['repair.corrected', 'ask-thing'])
    expect(talk.calls.filter(({ name }) => name === 'book')).toHaveLength(1)
    await talk.commands(command.set('thing', 'pot'))
    await talk.timePasses(1)
    expect(talk.state.stack[0]?.variables['boxes']).toMatchObject([
      { colour: 'green', things: [{ thing: 'cup' }, { thing: 'pot' }] },
    ])
  })
})
