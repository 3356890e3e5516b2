import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { anonymous, type Mention } from '#domain/customer.ts'
import type { CustomerId } from '#domain/ids.ts'
import { command, compiled, Talk, verified } from '../fixture/index.ts'
import type { ToolCall, ToolOutcome } from './types.ts'

const yaml = `
language_version: 1
flows:
  verify-customer:
    description: Proves who writes
    slots:
      email: { type: email }
    steps:
      - collect: email
      - set: { who: { name: email } }
      - verify: { customer: email, by: test, attributes: who }
  show-order:
    description: Shows an order
    called: your order
    needs: verified
    slots:
      order_number: { type: order_number, from: mentioned.order_number }
      address: { type: text }
    steps:
      - collect: order_number
      - call: get_order
        with: { orderNumber: order_number }
        save: order
      - say: order-is
      - collect: address
      - call: change_address
        with: { address: address }
      - say: address-done
  browse:
    description: Looks around, for anybody
    slots:
      colour: { type: colour, ask: ask-thing }
    steps:
      - set: { name: customer.name }
      - collect: colour
      - say: own-end
  switch:
    description: Signs in as somebody else
    steps:
      - link: verify-customer
        return: true
      - say: own-end
  remind:
    description: Sets something for later
    steps:
      - schedule: { in: 2d, say: thanks-rating, with: { people: customer.name } }
      - schedule: { in: 3d, flow: show-order, with: { order_number: "'MF-1'" } }
      - say: own-end
`
const flows = compiled(yaml)

/** An order of whoever asks, so that it can be seen whose it is. */
function tool(call: ToolCall): ToolOutcome {
  const back =
    call.name === 'change_address' ? { compensation: { tool: 'change_address', input: { address: 'old' } } } : {}
  return { kind: 'ok', value: { number: call.input['orderNumber'] ?? null, items: [] }, ...back }
}

const ada = { ...verified, customer: 'ada@x.org' as CustomerId, attributes: { name: 'ada@x.org' } }
const mention = (value: string): Mention => ({ type: 'order_number', value, text: value, seq: 1, by: 'customer' })

let talk: Talk
beforeEach(() => {
  talk = new Talk({ flows, tool, identity: ada })
})

/** As `verified_for` leaves it: nobody is known, and what is there was Ada's. */
function verificationEnds() {
  talk.identity = anonymous
  talk.state = {
    ...talk.state,
    former: { customer: 'ada@x.org' as CustomerId, frames: talk.state.nextFrame, finished: [] },
  }
}

describe('another customer is verified while the one before is still known', () => {
  test('the tasks of the one before are ended, with a word, and nothing of them is left', async () => {
    await talk.commands(command.start('show-order', { order_number: 'MF-1' }))
    const said = await talk.commands(command.start('switch'))
    expect(said).toContain('ask-email')
    expect(await talk.commands(command.set('email', 'bob@x.org'))).toEqual([
      'repair.other-customer',
      'own-end',
      'repair.anything-else',
    ])
    expect(talk.identity.customer).toBe('bob@x.org')
    expect(JSON.stringify(talk.state)).not.toMatch(/MF-1|ada/)
    expect(talk.result?.writer).toBe('other')
  })

  test('what the one before did can no more be taken back, nor be told of', async () => {
    await talk.commands(command.start('show-order', { order_number: 'MF-1' }))
    await talk.commands(command.set('address', 'Elm Street 1'))
    await talk.commands(command.start('switch'))
    expect(await talk.commands(command.set('email', 'bob@x.org'))).not.toContain('repair.other-customer')
    expect(await talk.commands(command.undo)).toEqual(['repair.nothing-to-undo'])
    expect(talk.calls.filter(({ name }) => name === 'change_address')).toHaveLength(1)
  })

  test('what was put off and planned for the one before is gone', async () => {
    await talk.commands(command.start('remind'))
    expect(talk.state.alarms).toHaveLength(2)
    await talk.commands(command.start('switch'), command.start('browse'))
    expect(talk.state.queue).toHaveLength(1)
    const said = await talk.commands(command.set('email', 'bob@x.org'))
    expect(said).toContain('repair.other-customer')
    expect(talk.state.queue).toEqual([])
    expect(await talk.timePasses(5 * 24 * 60)).toEqual([])
  })

  test('what was talked about and what is remembered of the one before fill nothing', async () => {
    talk = new Talk({ flows, tool, identity: ada, mentions: [mention('MF-7')], profile: { address: 'Elm Street 1' } })
    await talk.commands(command.start('switch'), command.start('show-order'))
    expect(await talk.commands(command.set('email', 'bob@x.org'))).toContain('repair.other-customer')
    talk = new Talk({ flows, tool, identity: ada, mentions: [mention('MF-7')] })
    await talk.commands(command.start('switch'))
    await talk.commands(command.set('email', 'bob@x.org'), command.start('show-order'))
    expect(talk.calls).toEqual([])
  })

  test('proving to be the same once more changes nothing', async () => {
    await talk.commands(command.start('show-order', { order_number: 'MF-1' }))
    await talk.commands(command.start('switch'))
    const said = await talk.commands(command.set('email', 'ada@x.org'))
    expect(said).toEqual(['own-end', 'repair.back-to', 'ask-address'])
    expect(talk.result?.writer).toBe('same')
  })
})

describe('after a verification that ended by time', () => {
  test('the same customer goes on with everything', async () => {
    await talk.commands(command.start('show-order', { order_number: 'MF-1' }))
    verificationEnds()
    expect(await talk.commands(command.set('address', 'Elm Street 1'))).toEqual(['repair.verify-first', 'ask-email'])
    const said = await talk.commands(command.set('email', 'ada@x.org'))
    expect(said).toEqual(['address-done', 'repair.anything-else'])
    expect(talk.result?.writer).toBe('back')
    expect(talk.state.former).toBeUndefined()
  })

  test('another who answers for the open task gets it afresh, without what it knew', async () => {
    await talk.commands(command.start('show-order', { order_number: 'MF-1' }))
    verificationEnds()
    await talk.commands(command.set('address', 'Elm Street 1'))
    const said = await talk.commands(command.set('email', 'bob@x.org'))
    expect(said).toEqual(['repair.other-customer', 'ask-order-number'])
    expect(talk.state.stack).toMatchObject([{ flow: 'show-order', variables: {} }])
    expect(JSON.stringify(talk.state)).not.toMatch(/MF-1|ada|Elm/)
    expect(talk.calls.some(({ name }) => name === 'change_address')).toBe(false)
  })

  test('another who began a task of their own keeps it; what was open below is ended', async () => {
    await talk.commands(command.start('browse'))
    verificationEnds()
    await talk.commands(command.start('show-order', { order_number: 'MF-2' }))
    const said = await talk.commands(command.set('email', 'bob@x.org'))
    expect(said).toEqual(['repair.other-customer', 'order-is', 'ask-address'])
    expect(talk.state.stack.map(({ flow }) => flow)).toEqual(['show-order'])
    expect(talk.result?.writer).toBe('not-former')
  })

  test('a task that anybody may begin goes on only for the one it was begun for', async () => {
    await talk.commands(command.start('browse'))
    verificationEnds()
    expect(await talk.commands(command.set('colour', 'blue'))).toEqual(['repair.verify-first', 'ask-email'])
    expect(await talk.commands(command.set('email', 'ada@x.org'))).toEqual(['own-end', 'repair.anything-else'])
  })

  test('nobody takes back what was done before they are known again', async () => {
    await talk.commands(command.start('show-order', { order_number: 'MF-1' }))
    await talk.commands(command.set('address', 'Elm Street 1'))
    verificationEnds()
    expect(await talk.commands(command.undo)).toEqual(['repair.nothing-to-undo'])
    expect(await talk.commands(command.cancel)).toEqual(['repair.nothing-to-cancel'])
    await talk.commands(command.start('show-order', { order_number: 'MF-2' }))
    await talk.commands(command.set('email', 'ada@x.org'))
    expect(await talk.commands(command.undo)).toEqual(['repair.offer-undo'])
  })

  test('a flow that was planned for later asks whoever is there, and knows nothing', async () => {
    await talk.commands(command.start('remind'))
    verificationEnds()
    expect(await talk.timePasses(4 * 24 * 60)).toEqual(['thanks-rating', 'repair.verify-first', 'ask-email'])
    expect(JSON.stringify(talk.state)).not.toMatch(/MF-1/)
  })
})

describe('whatever was said and done before', () => {
  const flowNames = ['show-order', 'browse', 'switch', 'remind', 'verify-customer']
  const move = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...flowNames).map((flow) => ({ kind: 'start', flow }) as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom('order_number', 'address', 'colour').map((slot) => ({ kind: 'set', slot }) as const),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'prove' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'other' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'expire' } as const) },
    { weight: 1, arbitrary: fc.constantFrom('cancel', 'undo', 'yes', 'no').map((kind) => ({ kind }) as const) },
  )

  test('of a customer who is not the one that is verified nothing is left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 25 }), async (moves) => {
        const talking = new Talk({ flows, tool })
        let who = 'ada'
        for (const made of moves) {
          if (made.kind === 'other') who = who === 'ada' ? 'bob' : 'ada'
          else if (made.kind === 'expire') expire(talking)
          else if (made.kind === 'start') await talking.commands(command.start(made.flow))
          else if (made.kind === 'set') await talking.commands(command.set(made.slot, `${who} ${made.slot}`))
          else if (made.kind === 'prove') await talking.commands(command.set('email', `${who}@x.org`))
          else await talking.commands(command[made.kind])
          const writer = talking.result?.writer
          const known = talking.identity.customer
          if (made.kind !== 'prove' || known === null || (writer !== 'other' && writer !== 'not-former')) continue
          const former = known.startsWith('ada') ? 'bob@x.org' : 'ada@x.org'
          expect(JSON.stringify(talking.state)).not.toContain(former)
          expect(talking.state.stack.length).toBeLessThanOrEqual(8)
        }
      }),
      { numRuns: 300 },
    )
  })

  function expire(talking: Talk) {
    const { customer } = talking.identity
    if (customer === null) return
    talking.identity = anonymous
    const { nextFrame, finished, queue } = talking.state
    talking.state = {
      ...talking.state,
      queue: queue.map((wish) => ({ ...wish, slots: {}, of: customer })),
      former: { customer, frames: nextFrame, finished },
      lastSays: [],
      pending: null,
    }
  }
})
