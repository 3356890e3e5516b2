import { describe, expect, test } from 'vitest'
import { command, compiled, Talk, type TalkOptions } from '../fixture/index.ts'

const bookingYaml = `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  book:
    description: Books for several people
    slots:
      cabin: { type: text, ask: sure }
      people: { type: number, ask: ask-amount }
      first_name: { type: text, ask: ask-address }
      seat: { type: choice, choices: [aisle, window], ask: ask-reason, optional: true }
    steps:
      - collect: people
      - repeat: { times: people }
        index: number
        steps:
          - collect: first_name
          - collect: seat
          - call: reserve
            with: { name: first_name, seat: seat, cabin: cabin, number: number }
            save: place
          - set: { total: "default(total, 0) + place.price" }
        gather:
          passengers: { name: first_name, seat: seat }
          places: place.id
      - confirm: own-end
        on_deny: { correct: [people, passengers] }
      - say: order-is
      - end: resolved
        result: passengers
`.replace('"default(total, 0) + place.price"', '{ expression: "default(total, 0) + place.price" }')

const tools = new Map([['reserve', { needs: 'anonymous', effect: 'write', confirm: false } as const]])
const flows = compiled(bookingYaml, [], tools)

function talk(more: TalkOptions = {}): Talk {
  let made = 0
  return new Talk({
    flows,
    tools,
    tool: () => {
      made += 1
      return { kind: 'ok', value: { id: `P-${made}`, price: 10 } }
    },
    ...more,
  })
}

const variables = (talking: Talk) => talking.state.stack[0]?.variables ?? {}

async function passenger(talking: Talk, name: string, seat: string): Promise<string[]> {
  await talking.commands(command.set('first_name', name))
  return await talking.commands(command.set('seat', seat))
}

describe('repeat', () => {
  test('asks the questions of a round anew in each round and gathers what each gave', async () => {
    const talking = talk()
    expect(await talking.commands(command.start('book', { people: 2 }))).toEqual(['ask-address'])
    expect(await passenger(talking, 'Anna', 'aisle')).toEqual(['ask-address'])
    expect(talking.state.stack[0]?.slots).toEqual({ people: 2 })
    expect(await passenger(talking, 'Ben', 'window')).toEqual(['own-end'])
    expect(variables(talking)).toMatchObject({
      passengers: [
        { name: 'Anna', seat: 'aisle' },
        { name: 'Ben', seat: 'window' },
      ],
      places: ['P-1', 'P-2'],
      total: 20,
    })
  })

  test('each round has keys of its own for its tool calls', async () => {
    const talking = talk()
    await talking.commands(command.start('book', { people: 2 }))
    await passenger(talking, 'Anna', 'aisle')
    await passenger(talking, 'Ben', 'window')
    expect(talking.calls.map(({ key }) => key)).toEqual(['cv_0001:1:1.each#0.2:0', 'cv_0001:1:1.each#1.2:0'])
    expect(talking.calls.map(({ input }) => input['number'])).toEqual([1, 2])
  })

  test('what was said before the first round is for the first round only', async () => {
    const talking = talk()
    expect(await talking.commands(command.start('book', { people: 2, first_name: 'Anna' }))).toEqual(['ask-reason'])
    expect(await talking.commands(command.set('seat', 'aisle'))).toEqual(['ask-address'])
  })

  test('a correction within a round does that round again from there, and no other', async () => {
    const talking = talk()
    await talking.commands(command.start('book', { people: 2 }))
    await passenger(talking, 'Anna', 'aisle')
    await talking.commands(command.set('first_name', 'Bem'))
    expect(await talking.commands(command.correct('first_name', 'Ben'))).toEqual(['repair.corrected', 'ask-reason'])
    await talking.commands(command.set('seat', 'window'))
    expect(variables(talking)['passengers']).toMatchObject([{ name: 'Anna' }, { name: 'Ben' }])
  })

  test('correcting how often keeps what was given in the rounds that stay, and does nothing twice', async () => {
    const talking = talk()
    await talking.commands(command.start('book', { people: 2 }))
    await passenger(talking, 'Anna', 'aisle')
    await passenger(talking, 'Ben', 'window')
    expect(await talking.commands(command.correct('people', 3))).toEqual(['repair.corrected', 'ask-address'])
    expect(talking.calls).toHaveLength(2)
    await passenger(talking, 'Cem', 'aisle')
    expect(talking.calls).toHaveLength(3)
    expect(variables(talking)).toMatchObject({
      passengers: [{ name: 'Anna' }, { name: 'Ben' }, { name: 'Cem' }],
      total: 30,
    })
  })

  test('fewer rounds after a correction leave nothing of those that fell away', async () => {
    const talking = talk()
    await talking.commands(command.start('book', { people: 3 }))
    await passenger(talking, 'Anna', 'aisle')
    await talking.commands(command.correct('people', 1))
    expect(variables(talking)['passengers']).toEqual([{ name: 'Anna', seat: 'aisle' }])
    expect(talking.state.stack[0]?.slots).toEqual({ people: 1 })
  })

  test('"no, the passengers are wrong" asks for all of them again', async () => {
    const talking = talk()
    await talking.commands(command.start('book', { people: 1 }))
    await passenger(talking, 'Anna', 'aisle')
    await talking.commands(command.no)
    expect(await talking.press('passengers')).toEqual(['ask-address'])
  })

  test('of several, it is asked which is wrong, and only that one is asked for again', async () => {
    const talking = talk()
    await talking.commands(command.start('book', { people: 3 }))
    await passenger(talking, 'Anna', 'aisle')
    await passenger(talking, 'Bem', 'window')
    await passenger(talking, 'Cem', 'aisle')
    await talking.commands(command.no)
    expect(await talking.press('passengers')).toEqual(['repair.what-to-correct'])
    expect(talking.variables('repair.what-to-correct')['options']).toEqual(['Anna, aisle', 'Bem, window', 'Cem, aisle'])
    expect(await talking.commands(command.choose('the second'))).toEqual(['ask-address'])
    await talking.commands(command.set('first_name', 'Ben'))
    // Its seat was reserved for somebody else: that is done once more only with the customer's yes.
    expect(await talking.commands(command.set('seat', 'window'))).toEqual(['repair.redo'])
    await talking.commands(command.yes)
    expect(variables(talking)['passengers']).toMatchObject([{ name: 'Anna' }, { name: 'Ben' }, { name: 'Cem' }])
    expect(talking.calls.map(({ input }) => input['name'])).toEqual(['Anna', 'Bem', 'Cem', 'Ben'])
  })

  test('a list gives its elements one after the other, and an empty one no round', async () => {
    const yaml = (list: string) => `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  each:
    description: d
    steps:
      - repeat: ${list}
        as: thing
        index: place
        until: thing == 'b'
        steps: [{ say: order-is, with: { name: thing, place: place } }]
        gather: { names: thing }
      - say: own-end
        with: { names: names }
`
    const talking = new Talk({ flows: compiled(yaml(`["a", "b", "c"]`)) })
    expect(await talking.commands(command.start('each'))).toEqual([
      'order-is',
      'order-is',
      'own-end',
      'repair.anything-else',
    ])
    expect(talking.variables('own-end')).toMatchObject({ names: ['a', 'b'] })
    expect(talking.result?.visited).toContainEqual({ flow: 'each', step: '0.each.0' })
    const none = new Talk({ flows: compiled(yaml('"[]"')) })
    expect(await none.commands(command.start('each'))).toEqual(['own-end', 'repair.anything-else'])
  })
})

test('a yes given in one round is none for the next: a tool that wants one asks in each', async () => {
  const strict = new Map([['reserve', { needs: 'anonymous', effect: 'write', confirm: true } as const]])
  // Compiled when the tool did not want a yes yet.
  const talking = talk({ tools: strict })
  await talking.commands(command.start('book', { people: 2 }))
  expect(await passenger(talking, 'Anna', 'aisle')).toEqual(['repair.confirm-action'])
  expect(await talking.commands(command.yes)).toEqual(['ask-address'])
  expect(await passenger(talking, 'Ben', 'window')).toEqual(['repair.confirm-action'])
  expect(talking.calls).toHaveLength(1)
})
