import { describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import { command, compiled, Talk } from '../fixture/index.ts'

/** A repeat over what a tool gives: done again after a correction, the list has shifted. */
const yaml = (by = '') => `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  send-back:
    description: Sends several things back
    slots:
      order_number: { type: order_number }
      why: { type: text, ask: ask-reason }
      extra: { type: text, ask: ask-address }
    steps:
      - collect: order_number
      - call: get_order
        with: { orderNumber: order_number }
        save: order
      - repeat: order.items
        as: thing
        ${by}
        steps:
          - collect: why
          - call: reserve
            with: { thing: thing.name, why: why }
            save: place
        gather:
          places: place.name
      - collect: extra
      - say: own-end
`
const tools = new Map([
  ['get_order', { needs: 'anonymous', effect: 'read', confirm: false } as const],
  ['reserve', { needs: 'anonymous', effect: 'write', confirm: false } as const],
])

type Items = Record<string, Json>[]
const boots = { id: 'I-1', name: 'boots', state: 'sent' }
const scarf = { id: 'I-2', name: 'scarf', state: 'sent' }
const hat = { id: 'I-3', name: 'hat', state: 'sent' }

/** Order 1 has these items, order 2 those: correcting the number makes the list anew. */
function talk(first: Items, second: Items, by = '') {
  const talking = new Talk({
    flows: compiled(yaml(by), [], tools),
    tools,
    tool: ({ name, input }) => ({
      kind: 'ok',
      value:
        name === 'get_order'
          ? { items: input['orderNumber'] === 'MF-1' ? first : second }
          : { name: input['thing'] ?? '' },
    }),
  })
  const reserved = () => talking.calls.filter(({ name }) => name === 'reserve').map(({ input }) => input['thing'])
  const answer = async (...words: string[]) => {
    let said: string[] = []
    for (const word of words) said = await talking.commands(command.set('why', word))
    return said
  }
  return { talking, reserved, answer }
}

const again = (talking: Talk) => talking.commands(command.correct('order_number', 'MF-2'))

describe('a repeat that is done again over a list that has shifted', () => {
  test('does nothing again for what is still in it, wherever it stands now', async () => {
    const { talking, reserved, answer } = talk([boots, scarf, hat], [hat, scarf])
    await talking.commands(command.start('send-back', { order_number: 'MF-1' }))
    expect(await answer('too big', 'torn', 'ugly')).toEqual(['ask-address'])
    expect(await again(talking)).toEqual(['repair.corrected', 'ask-address'])
    expect(reserved()).toEqual(['boots', 'scarf', 'hat'])
    expect(talking.state.stack[0]?.variables['places']).toEqual(['hat', 'scarf'])
    expect(talking.result?.reasons).toContain('1 that had a round before are not in the list any more')
  })

  test('asks, and acts, for what is new in it alone', async () => {
    const { talking, reserved, answer } = talk([boots, scarf], [hat, boots, scarf])
    await talking.commands(command.start('send-back', { order_number: 'MF-1' }))
    await answer('too big', 'torn')
    expect(await again(talking)).toEqual(['repair.corrected', 'ask-reason'])
    expect(await answer('ugly')).toEqual(['ask-address'])
    expect(reserved()).toEqual(['boots', 'scarf', 'hat'])
    expect(talking.state.stack[0]?.variables['places']).toEqual(['hat', 'boots', 'scarf'])
    const keys = talking.calls.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('knows an element by its number though its state has changed', async () => {
    const { talking, reserved, answer } = talk(
      [boots, scarf],
      [
        { ...scarf, state: 'returned' },
        { ...boots, state: 'lost' },
      ],
    )
    await talking.commands(command.start('send-back', { order_number: 'MF-1' }))
    await answer('too big', 'torn')
    expect(await again(talking)).toEqual(['repair.corrected', 'ask-address'])
    expect(reserved()).toEqual(['boots', 'scarf'])
  })

  test('knows it by what the author says', async () => {
    const named = (name: string, at: number) => ({ name, id: at })
    const { talking, reserved, answer } = talk(
      [named('boots', 1), named('scarf', 2)],
      [named('scarf', 1), named('boots', 2)],
      'by: item.name',
    )
    await talking.commands(command.start('send-back', { order_number: 'MF-1' }))
    await answer('too big', 'torn')
    expect(await again(talking)).toEqual(['repair.corrected', 'ask-address'])
    expect(reserved()).toEqual(['boots', 'scarf'])
  })

  test('asks before it does something again for an element whose input has changed', async () => {
    const { talking, reserved, answer } = talk([boots, scarf], [scarf, { ...boots, name: 'sandals' }])
    await talking.commands(command.start('send-back', { order_number: 'MF-1' }))
    await answer('too big', 'torn')
    expect(await again(talking)).toEqual(['repair.corrected', 'repair.redo'])
    expect(await talking.commands(command.no)).toEqual(['ask-address'])
    expect(reserved()).toEqual(['boots', 'scarf'])
  })

  test('keeps equal elements apart by their order', async () => {
    const { talking, reserved, answer } = talk([{ name: 'sock' }, { name: 'sock' }], [{ name: 'sock' }])
    await talking.commands(command.start('send-back', { order_number: 'MF-1' }))
    await answer('thin', 'thin')
    expect(reserved()).toEqual(['sock', 'sock'])
    expect(await again(talking)).toEqual(['repair.corrected', 'ask-address'])
    expect(reserved()).toEqual(['sock', 'sock'])
  })

  test('does not do twice what was done for an element that nothing tells to be the same', async () => {
    const { talking, reserved, answer } = talk(
      [
        { name: 'sock', state: 'sent' },
        { name: 'hat', state: 'sent' },
      ],
      [{ name: 'sock', state: 'lost' }],
    )
    await talking.commands(command.start('send-back', { order_number: 'MF-1' }))
    await answer('thin', 'thin')
    expect(await again(talking)).toEqual(['repair.corrected', 'ask-reason'])
    expect(await answer('thin')).toEqual(['ask-address'])
    expect(reserved()).toEqual(['sock', 'hat'])
  })
})

describe('"by"', () => {
  test('is an expression on the element, and of no use where only times are counted', () => {
    expect(() => compiled(yaml('by: item.nmae + nothing'), [], tools)).toThrow(/nothing/)
    const times = yaml('by: item.id').replace('repeat: order.items', 'repeat: { times: 2 }').replace('as: thing', '')
    expect(() => compiled(times.replaceAll('thing.name', 'why'), [], tools)).toThrow(/"times" has none/)
  })
})
