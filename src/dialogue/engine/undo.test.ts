import { describe, expect, test } from 'vitest'
import { command, compiled, order, Talk, type TalkOptions, verified } from '../fixture/index.ts'
import { commandFromPayload } from '../payloads.ts'
import type { ToolCall, ToolOutcome } from './types.ts'

const { start, set, yes, no, cancel, undo, ask } = command
const number = order.number

/** A shop where a changed address can be changed back, and nothing else can be taken back. */
function withWayBack(back: (call: ToolCall) => ToolOutcome = () => ({ kind: 'ok', value: null })) {
  const addresses = ['1 First Street']
  const tool: TalkOptions['tool'] = (call) => {
    if (call.name === 'reopen_order') return back(call)
    if (call.name !== 'change_address') return { kind: 'ok', value: { ok: true } }
    const isBack = call.key.includes(':undo')
    if (isBack) {
      const ended = back(call)
      if (ended.kind !== 'ok') return ended
    }
    const before = addresses.at(-1) ?? ''
    addresses.push(String(call.input['address']))
    const compensation = { tool: 'change_address', input: { orderNumber: number, address: before } }
    return { kind: 'ok', value: {}, ...(!isBack && { compensation }) }
  }
  return { addresses, talk: new Talk({ identity: verified, tool }) }
}

/** The address is changed, the flow still asks for a rating. */
async function changed(shop = withWayBack()) {
  await shop.talk.commands(start('change-address', { order_number: number, address: '12 Oak Street' }))
  expect(await shop.talk.commands(yes)).toEqual(['address-done', 'ask-rating'])
  return shop
}

describe('undo', () => {
  test('takes the last change back at once where it is clear, with a key made from the key of the change', async () => {
    const { talk, addresses } = await changed()
    expect(await talk.commands(undo)).toEqual(['repair.undone', 'repair.anything-else'])
    expect(addresses).toEqual(['1 First Street', '12 Oak Street', '1 First Street'])
    const [made, back] = talk.calls.slice(-2)
    expect(back?.key).toBe(`${made?.key}:undo`)
    expect(talk.variables('repair.undone')).toEqual({ flow: 'your address change', what: ['change address'] })
    // What the rest of the task was for is gone.
    expect(talk.state.stack).toEqual([])
  })

  test('a turn that is run again after a crash uses the same key', async () => {
    const { talk } = await changed()
    const before = talk.state
    await talk.commands(undo)
    talk.state = before
    await talk.commands(undo)
    const [first, second] = talk.calls.slice(-2)
    expect(first).toEqual(second)
  })

  test('cannot be had twice', async () => {
    const { talk, addresses } = await changed()
    await talk.commands(undo)
    expect(await talk.commands(undo)).toEqual(['repair.nothing-to-undo'])
    expect(addresses).toHaveLength(3)
  })

  test('asks first where something else was done or begun since', async () => {
    const { talk, addresses } = await changed()
    await talk.commands(set('rating', 5))
    await talk.commands(start('gift-card'))
    expect(await talk.commands(undo)).toEqual(['repair.offer-undo'])
    expect(talk.variables('repair.offer-undo')).toMatchObject({ flow: 'your address change' })
    expect(addresses).toHaveLength(2)
    const replies = await talk.press('Yes')
    expect(replies[0]).toBe('repair.undone')
    expect(addresses.at(-1)).toBe('1 First Street')
  })

  test('stays offered where a message leaves the dialogue nothing to do: the memory answers it', async () => {
    const { talk, addresses } = await changed()
    await talk.commands(cancel)
    const offered = talk.state.pending
    await talk.commands()
    expect(talk.state.pending).toEqual(offered)
    expect((await talk.commands(yes))[0]).toBe('repair.undone')
    expect(addresses.at(-1)).toBe('1 First Street')
  })

  test('says so where the shop does not take it back any more, and does not offer it again', async () => {
    const { talk } = await changed(withWayBack(() => ({ kind: 'refused', code: 'already_shipped', message: 'gone' })))
    expect(await talk.commands(undo)).toEqual(['repair.undo-failed', 'repair.offer-hand-off'])
    await talk.commands(no)
    expect((await talk.commands(undo))[0]).toBe('repair.cannot-undo')
  })

  test('tried again after a failure is another call', async () => {
    let fails = 1
    const { talk, addresses } = await changed(
      withWayBack(() => {
        fails -= 1
        return fails < 0 ? { kind: 'ok', value: null } : { kind: 'failed', reason: 'timeout' }
      }),
    )
    await talk.commands(undo)
    await talk.commands(no)
    await talk.commands(undo)
    const [first, second] = talk.calls.slice(-2)
    expect(second?.key).toBe(`${first?.key}:1`)
    expect(addresses.at(-1)).toBe('1 First Street')
  })

  test('calls a person where nobody can tell whether it worked', async () => {
    const { talk } = await changed(withWayBack(() => ({ kind: 'unknown' })))
    expect(await talk.commands(undo)).toEqual(['repair.tool-unknown', 'repair.handing-off'])
    expect(talk.result?.handoff).toMatchObject({ reason: 'effect-unknown', priority: 'high' })
  })

  test('is not made for somebody who is not known well enough any more', async () => {
    const { talk, addresses } = await changed()
    talk.identity = { ...verified, level: 'anonymous' }
    expect((await talk.commands(undo))[0]).toBe('repair.undo-failed')
    expect(addresses).toHaveLength(2)
  })

  test('with a tool that wants a yes is asked about first', async () => {
    const tool: TalkOptions['tool'] = () => {
      const compensation = { tool: 'cancel_order', input: { orderNumber: number } }
      return { kind: 'ok', value: {}, compensation }
    }
    const talk = new Talk({ identity: verified, tool })
    await talk.commands(start('change-address', { order_number: number, address: '12 Oak Street' }))
    await talk.commands(yes)
    const before = talk.calls.length
    expect(await talk.commands(undo)).toEqual(['repair.offer-undo'])
    expect(talk.calls).toHaveLength(before)
  })
})

describe('a cancelled task that has changed something', () => {
  test('offers to take it back, all of it, the newest first', async () => {
    const { talk, addresses } = await changed()
    await talk.commands(command.correct('address', '7 Elm Road'))
    await talk.commands(yes)
    expect(await talk.commands(yes)).toEqual(['address-done', 'ask-rating'])
    expect(await talk.commands(cancel)).toEqual(['repair.cancelled', 'repair.offer-undo'])
    expect(await talk.commands(yes)).toEqual(['repair.undone', 'repair.anything-else'])
    expect(addresses).toEqual(['1 First Street', '12 Oak Street', '7 Elm Road', '12 Oak Street', '1 First Street'])
  })

  test('leaves it with a no, and goes on with what was interrupted', async () => {
    const { talk, addresses } = withWayBack()
    await talk.commands(start('gift-card'))
    await talk.commands(start('change-address', { order_number: number, address: '12 Oak Street' }))
    await talk.commands(yes)
    expect(await talk.commands(cancel)).toEqual(['repair.cancelled', 'repair.offer-undo'])
    expect(await talk.says('no, leave it')).toEqual(['repair.undo-declined', 'repair.back-to', 'ask-amount'])
    expect(addresses).toHaveLength(2)
  })

  test('names what stays', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number, address: '12 Oak Street' }))
    await talk.commands(yes)
    expect(await talk.commands(cancel)).toEqual(['repair.cancelled', 'repair.cannot-undo', 'repair.anything-else'])
    expect(talk.variables('repair.cancelled')).toMatchObject({ done: true })
    expect(talk.variables('repair.cannot-undo')).toMatchObject({ kept: ['change address'] })
  })

  test('offers it too where the assistant gives up asking', async () => {
    const compensation = { tool: 'reopen_order', input: { orderNumber: number } }
    const talk = new Talk({
      identity: verified,
      tool: () => ({ kind: 'ok', value: {}, compensation }),
      flows: compiled(`
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  change-address:
    description: d
    slots: { amount: { type: number, reask_limit: 0, give_up: cancel } }
    steps:
      - call: change_address
      - collect: amount
`),
    })
    expect(await talk.commands(start('change-address'))).toEqual(['ask-amount'])
    expect((await talk.commands(set('amount', 'much'), command.skip)).slice(-2)).toEqual([
      'repair.cancelled',
      'repair.offer-undo',
    ])
  })

  test('offers nothing where nothing was changed', async () => {
    const { talk } = withWayBack()
    await talk.commands(start('change-address', { order_number: number }))
    expect(await talk.commands(cancel)).toEqual(['repair.cancelled', 'repair.anything-else'])
  })

  test('an offer of before is not taken for a later one', async () => {
    const { talk } = await changed()
    await talk.commands(cancel)
    const buttons = talk.result?.items.flatMap((item) => (item.kind === 'say' ? (item.quickReplies ?? []) : [])) ?? []
    await talk.commands(no)
    await talk.commands(start('change-address', { order_number: number, address: '3 Ash Lane' }))
    await talk.commands(yes)
    await talk.commands(cancel)
    expect(
      commandFromPayload(buttons[0]?.payload ?? '', talk.state, {
        format: 1,
        flows: {},
        startedBy: {},
        verification: null,
      }),
    ).toMatchObject([{ kind: 'refuse', response: 'repair.stale-button' }])
  })
})

describe('"stop!" that comes too late', () => {
  test('is told the truth, and offered the way back', async () => {
    const { talk, addresses } = await changed()
    await talk.commands(command.skip)
    // The address was changed in the turn before: what is stopped now is nothing.
    expect(await talk.says('stop!')).toEqual(['repair.nothing-to-cancel'])

    const other = withWayBack()
    await other.talk.commands(start('change-address', { order_number: number, address: '12 Oak Street' }))
    other.talk.state.stack = other.talk.state.stack.map((frame) => ({ ...frame, slots: { ...frame.slots, rating: 4 } }))
    expect(await other.talk.commands(yes)).toEqual(['address-done', 'thanks-rating', 'repair.anything-else'])
    expect(await other.talk.says('stop!!')).toEqual(['repair.already-done', 'repair.offer-undo'])
    expect(other.talk.variables('repair.already-done')).toEqual({
      flow: 'your address change',
      what: ['change address'],
    })
    expect(await other.talk.says('yes please')).toEqual(['repair.undone', 'repair.anything-else'])
    expect(other.addresses.at(-1)).toBe('1 First Street')
    expect(addresses).toHaveLength(2)
  })

  test('is forgotten when something else came in between', async () => {
    const { talk } = withWayBack()
    await talk.commands(start('cancel-order', { order_number: number }))
    await talk.commands(yes)
    await talk.commands(ask('how long do refunds take'))
    expect(await talk.commands(cancel)).toEqual(['repair.nothing-to-cancel'])
  })
})

test('what a change gave and no flow saves is not part of the dialogue', async () => {
  const flows = compiled(
    `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  renew:
    description: d
    slots: { address: { type: text } }
    steps:
      - call: renew
      - collect: address
`,
    [],
    new Map([['renew', { needs: 'anonymous', effect: 'write', confirm: false } as const]]),
  )
  const talk = new Talk({ flows, tools: new Map(), tool: () => ({ kind: 'ok', value: { pin: 'p-4711' } }) })
  await talk.commands(start('renew'))
  expect(talk.state.stack[0]?.done).toHaveProperty('0')
  expect(JSON.stringify(talk.state)).not.toContain('p-4711')
})
