import { describe, expect, test } from 'vitest'
import { command, compiled, Talk, type TalkOptions, verified } from '../fixture/index.ts'
import { timeOf } from './times.ts'

const flows = compiled(`
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  restart:
    description: Restarts a box and waits for it
    called: your restart
    slots:
      address: { type: text }
    steps:
      - say: order-is
      - wait: 10m
        on_silence:
          - { after: 3m, say: own-failed, suggest: [ask-email] }
          - { after: 4m, close: true }
      - collect: address
      - say: own-end
  short-wait:
    description: Waits for a computed time
    steps:
      - wait: 2 + 3
      - say: own-end
  ask-email:
    description: Asks for an address
    title: Give an e-mail address
    called: your e-mail address
    slots:
      email:
        type: email
        silence:
          - { after: 1m, say: own-unknown }
          - { after: 2m, say: own-denied, close: true }
    steps:
      - collect: email
      - schedule: { in: 2d, say: thanks-rating, with: { email: email } }
      - schedule: { at: "'2026-03-20'", flow: short-wait }
      - say: cancel-done
  try-again:
    description: Waits between tries
    slots:
      address: { type: text }
      works: { type: boolean, ask: ask-proof }
    steps:
      - collect: address
      - set: { where: address }
      - wait: 5m
      - collect: works
      - if: not works
        then:
          - set: { works: null }
          - ask_again: address
  still-there:
    description: Asks whether somebody is there
    slots: { nth: { type: number } }
    steps:
      - say: own-failed
  nag:
    description: Begins itself again every second
    steps:
      - say: own-failed
      - schedule: { in: 1s, flow: nag }
  poll:
    description: Waits and goes to itself
    steps:
      - wait: 1s
      - link: poll
  at:
    description: Plans something for a time that is given
    slots:
      address: { type: text }
    steps:
      - collect: address
      - schedule: { at: address, say: thanks-rating, with: { people: 2 } }
      - say: own-end
  at-business:
    description: Plans something for a time of the business
    steps:
      - schedule: { at: "'2026-03-11T09:00'", zone: assistant, say: thanks-rating, with: { people: 2 } }
  plain:
    description: Asks without rules of its own
    slots:
      address: { type: text }
    steps:
      - schedule: { in: 1h, flow: ask-email, with: { email: "'a@b.c'" } }
      - collect: address
      - confirm: sure
      - say: own-end
`)
const talk = (more: TalkOptions = {}) => new Talk({ flows, ...more })
const kinds = ({ state }: Talk) => (state.alarms ?? []).map(({ what }) => what.kind)

describe('wait', () => {
  test('rests, and goes on by itself when the time is over', async () => {
    const talking = talk()
    expect(await talking.commands(command.start('short-wait'))).toEqual(['repair.acknowledge'])
    expect(kinds(talking)).toEqual(['wait'])
    expect(await talking.timePasses(4)).toEqual([])
    expect(await talking.timePasses(1)).toEqual(['own-end', 'repair.anything-else'])
    expect(kinds(talking)).toEqual([])
  })

  test('the customer may go on before, with a yes', async () => {
    const talking = talk()
    await talking.commands(command.start('restart'))
    expect(await talking.commands(command.yes)).toEqual(['ask-address'])
    expect(kinds(talking)).toEqual([])
  })

  test('the customer may do something else meanwhile; when the time is over nothing disturbs the open question', async () => {
    const talking = talk()
    await talking.commands(command.start('short-wait'))
    expect(await talking.commands(command.start('plain'))).toEqual(['ask-address'])
    expect(await talking.timePasses(6)).toEqual([])
    expect(talking.state.pending).toMatchObject({ kind: 'slot', slot: 'address' })
    await talking.commands(command.set('address', 'Main Street'))
    expect(await talking.commands(command.yes)).toEqual([
      'own-end',
      'repair.back-to',
      'own-end',
      'repair.anything-else',
    ])
  })

  test('a message in between leaves the wait as it is', async () => {
    const talking = talk()
    await talking.commands(command.start('restart'))
    expect(await talking.commands(command.chat)).toEqual(['chat-hello'])
    expect(kinds(talking).toSorted()).toEqual(['silence', 'wait'])
    expect(await talking.commands(command.set('email', 'a@b.c'))).toEqual(['repair.nothing-to-correct'])
  })

  test('a correction that leads back over it does not wait once more; a flow that asks again does', async () => {
    const corrected = talk()
    await corrected.commands(command.start('try-again', { address: 'x' }))
    await corrected.timePasses(5)
    expect(corrected.state.pending).toMatchObject({ slot: 'works' })
    expect(await corrected.commands(command.correct('address', 'y'))).toEqual(['repair.corrected', 'ask-proof'])
    const again = talk()
    await again.commands(command.start('try-again', { address: 'x' }))
    await again.timePasses(5)
    expect(await again.commands(command.no)).toEqual(['ask-address'])
    expect(await again.commands(command.set('address', 'y'))).toEqual(['repair.acknowledge'])
    expect(await again.timePasses(5)).toEqual(['ask-proof'])
  })

  test('cancelled, nothing is left of it', async () => {
    const talking = talk()
    await talking.commands(command.start('restart'))
    await talking.commands(command.cancel)
    expect(kinds(talking)).toEqual([])
  })

  test('speaks to silence, offers flows, and closes in the end; the wait waits for the customer to return', async () => {
    const talking = talk()
    await talking.commands(command.start('restart'))
    expect(await talking.timePasses(3)).toEqual(['own-failed'])
    expect(talking.result?.items).toMatchObject([
      { quickReplies: [{ label: 'Give an e-mail address', payload: 'flow:ask-email' }] },
    ])
    expect(await talking.timePasses(4)).toEqual([])
    expect(talking.result).toMatchObject({ ended: true, outcome: 'held' })
    expect(talking.state.stack).toHaveLength(1)
    expect(await talking.commands(command.yes)).toEqual(['ask-address'])
  })

  test('whose alarm went with the close of the conversation is set again by who comes back before its time', async () => {
    const talking = talk()
    await talking.commands(command.start('restart'))
    const { alarms: _gone, ...closed } = talking.state
    talking.state = closed
    await talking.commands(command.chat)
    expect(kinds(talking)).toContain('wait')
    talking.nowMs += 10 * 60_000
    const wait = talking.state.alarms?.find(({ what }) => what.kind === 'wait')
    expect(await talking.commands(command.due(wait?.id ?? 0))).toEqual(['repair.back-to', 'ask-address'])
  })
})

describe('silence', () => {
  const silence = [
    { afterMs: 60_000, response: 'own-failed' },
    { afterMs: 120_000, response: 'own-unknown' },
  ]

  test('of a question is spoken to as the assistant says, then the conversation is closed with what is open kept', async () => {
    const talking = talk({ silence, closeAfterMs: 600_000 })
    await talking.commands(command.start('plain'))
    expect(await talking.timePasses(3)).toEqual(['own-failed', 'own-unknown'])
    expect(talking.state.pending).toMatchObject({ kind: 'slot', slot: 'address' })
    expect(await talking.timePasses(9)).toEqual([])
    expect(talking.result?.ended).toBe(false)
    expect(await talking.timePasses(1)).toEqual([])
    expect(talking.result?.ended).toBe(true)
    expect(await talking.commands(command.set('address', 'x'))).toEqual(['sure'])
  })

  test('any message withdraws the reminder, and the next question gets a new one', async () => {
    const talking = talk({ silence })
    await talking.commands(command.start('plain'))
    talking.nowMs += 50_000
    await talking.commands(command.set('address', 'x'))
    expect(await talking.timePasses(0.5)).toEqual([])
    expect(await talking.timePasses(0.5)).toEqual(['own-failed'])
  })

  test('a question with rules of its own has those, and its buttons come with the reminder', async () => {
    const talking = talk({ silence })
    await talking.commands(command.start('ask-email'))
    expect(await talking.timePasses(1)).toEqual(['own-unknown'])
    expect(await talking.timePasses(2)).toEqual(['own-denied'])
    expect(talking.result?.ended).toBe(true)
    const confirming = talk({ silence })
    await confirming.commands(command.start('plain', { address: 'x' }))
    await confirming.timePasses(1)
    expect(confirming.result?.items).toMatchObject([{ quickReplies: [{ label: 'Yes' }, { label: 'No' }] }])
  })

  test('after "anything else?" nobody is reminded, but closed', async () => {
    const talking = talk({ silence, closeAfterMs: 60_000, identity: verified })
    await talking.commands(command.start('short-wait'))
    await talking.timePasses(5)
    expect(kinds(talking)).toEqual(['silence'])
    expect(await talking.timePasses(1)).toEqual([])
    expect(talking.result?.ended).toBe(true)
  })

  test('a flow of the assistant may take its place; the question follows, and the next silence is the next one', async () => {
    const talking = talk({ silence, repairs: { silence: 'still-there' } })
    await talking.commands(command.start('plain'))
    expect(await talking.timePasses(1)).toEqual(['own-failed', 'repair.back-to', 'ask-address'])
    expect(talking.variables('own-failed')).toMatchObject({ nth: 1 })
    expect(await talking.timePasses(2)).toEqual(['own-failed', 'repair.back-to', 'ask-address'])
    expect(kinds(talking)).toEqual(['scheduled'])
  })

  test('does not count as not understood, and "say that again" means the question', async () => {
    const talking = talk({ silence })
    await talking.commands(command.start('plain'))
    await talking.timePasses(1)
    expect(await talking.commands(command.repeat)).toEqual(['repair.repeat', 'ask-address'])
  })
})

describe('schedule', () => {
  test('says a response later, with the values of then, and leaves an open question open', async () => {
    const talking = talk()
    await talking.commands(command.start('ask-email', { email: 'a@b.c' }))
    expect(await talking.timePasses(2 * 24 * 60)).toEqual(['thanks-rating'])
    expect(talking.variables('thanks-rating')).toMatchObject({ email: 'a@b.c' })
    expect(talking.state.pending).toEqual({ kind: 'anything-else' })
  })

  test('begins a flow above the open question, which is asked again afterwards', async () => {
    const talking = talk()
    await talking.commands(command.start('plain'))
    expect(await talking.timePasses(60)).toEqual(['cancel-done', 'repair.back-to', 'ask-address'])
    await talking.timePasses(2 * 24 * 60)
    expect(talking.state.pending).toMatchObject({ kind: 'slot', slot: 'address' })
  })

  test('a date alone means the morning of that day in the zone of the assistant', async () => {
    const talking = talk()
    await talking.commands(command.start('ask-email', { email: 'a@b.c' }))
    const alarm = talking.state.alarms?.find(({ what }) => what.kind === 'scheduled' && what.flow === 'short-wait')
    expect(new Date(alarm?.atMs ?? 0).toISOString()).toBe('2026-03-20T13:00:00.000Z')
  })

  test('passing the step again sets nothing twice, and a cancelled task plans nothing', async () => {
    const talking = talk()
    await talking.commands(command.start('plain', { address: 'x' }))
    await talking.commands(command.correct('address', 'y'))
    expect(kinds(talking)).toEqual(['scheduled'])
    await talking.commands(command.cancel)
    expect(kinds(talking)).toEqual([])
  })

  test('an alarm that was withdrawn says nothing and changes nothing', async () => {
    const talking = talk()
    await talking.commands(command.start('plain'))
    const before = talking.state
    expect(await talking.commands(command.due(99))).toEqual([])
    expect(talking.state).toEqual(before)
    expect(talking.result?.outcome).toBe('held')
  })
})

describe('times as flows write them', () => {
  test('are of the zone of the assistant unless they have an offset', () => {
    const at = (text: string) => {
      const ms = timeOf(text, 'America/New_York')
      return ms === null ? null : new Date(ms).toISOString()
    }
    expect(at('2026-01-05T10:30')).toBe('2026-01-05T15:30:00.000Z')
    expect(at('2026-07-05 10:30')).toBe('2026-07-05T14:30:00.000Z')
    expect(at('2026-07-05T10:30:00Z')).toBe('2026-07-05T10:30:00.000Z')
    expect(at('2026-07-05T10:30+02:00')).toBe('2026-07-05T08:30:00.000Z')
    // Clocks go forward on 8 March: 2:30 does not exist and is taken as one of its neighbours.
    expect(at('2026-03-08T03:30')).toBe('2026-03-08T07:30:00.000Z')
    expect([at('2026-13-05'), at('tomorrow'), timeOf(5, 'UTC'), timeOf(null, 'UTC')]).toEqual([null, null, null, null])
  })
})

describe('a time to schedule for that is past', () => {
  const planned = async (time: string) => {
    const s = talk()
    await s.commands(command.start('at', { address: time }))
    return { s, alarms: (s.state.alarms ?? []).filter(({ what }) => what.kind === 'scheduled') }
  }

  test('is now where it passed within a day: what was promised for this morning is said at once', async () => {
    const { s, alarms } = await planned('2026-03-10T07:00')
    expect(alarms).toMatchObject([{ atMs: s.nowMs }])
    expect(s.result?.reasons).toContain('the time to schedule for is past: it is done at once')
    expect(await s.timePasses(1)).toEqual(['thanks-rating'])
  })

  test('is dropped where it is longer ago, or no time, and the trace says why', async () => {
    const past = await planned('2026-03-08')
    expect(past.alarms).toEqual([])
    expect(past.s.result?.reasons).toContain('nothing is scheduled: the time is past')
    const none = await planned('sometime')
    expect(none.s.result?.reasons).toContain('nothing is scheduled: there is no time')
  })
})

describe('a flow that goes on by the clock alone', () => {
  test('is begun every quarter of an hour at most, and not for ever', async () => {
    const s = talk()
    await s.commands(command.start('nag'))
    expect((await s.timePasses(10)).filter((said) => said === 'own-failed')).toHaveLength(1)
    expect((await s.timePasses(24 * 60)).filter((said) => said === 'own-failed')).toHaveLength(59)
    expect(s.state.alarms?.filter(({ what }) => what.kind === 'scheduled') ?? []).toEqual([])
  })

  test('has all its times again when the customer writes', async () => {
    const s = talk()
    await s.commands(command.start('nag'))
    await s.timePasses(12 * 60)
    await s.commands(command.chat)
    expect((await s.timePasses(48 * 60)).filter((said) => said === 'own-failed')).toHaveLength(60)
  })

  test('fails, and says so, where it only waits in a circle', async () => {
    const s = talk()
    await s.commands(command.start('poll'))
    expect(await s.timePasses(10)).toEqual(['repair.tool-failed', 'repair.offer-hand-off'])
    expect(s.state.stack).toEqual([])
  })
})

describe('whose zone', () => {
  test('a time of the business is meant in the zone of the assistant, one that a customer names in theirs', async () => {
    const s = talk({ customerTimeZone: 'Pacific/Auckland' })
    await s.commands(command.start('at-business'))
    await s.commands(command.start('at', { address: '2026-03-12T09:00' }))
    const times = (s.state.alarms ?? []).flatMap(({ what, atMs }) => (what.kind === 'scheduled' ? [atMs] : []))
    expect(times).toEqual([Date.parse('2026-03-11T13:00:00Z'), Date.parse('2026-03-11T20:00:00Z')])
  })
})
