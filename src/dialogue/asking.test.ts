import { describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import type { ToolCall, ToolOutcome } from './engine/index.ts'
import { command, compiled, type Read, Talk, type TalkOptions } from './fixture/index.ts'

/** What collect, choose, confirm and call can be told about asking. */

const things = [
  { id: 'I-1', name: 'Fellside Boots', colour: 'brown' },
  { id: 'I-2', name: 'Kestrel Boots', colour: 'blue' },
  { id: 'I-3', name: 'Oakhart Scarf', colour: 'blue' },
]

const tools = new Map([
  ['check_voucher', { needs: 'anonymous', effect: 'read', refusals: ['unknown'] } as const],
  ['pay', { needs: 'anonymous', effect: 'write' } as const],
])

const flows = compiled(
  `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  pay-with-voucher:
    description: d
    intents: [gifts]
    slots:
      receipt:
        type: boolean
        ask: ask-proof
        from: profile.receipt
        intents: { returns/size: false, orders/status: null }
        optional: true
      voucher:
        type: text
        from: profile.voucher
        ask: ask-address
        reask: [address-too-short, amount-range]
        reask_limit: 2
        expect: [returns/colour]
        validate:
          - { if: length(voucher) == 3, else: own-failed }
          - call: check_voucher
            with: { code: voucher }
            save: checked
            if: checked.open
            else: own-unknown
    steps:
      - collect: receipt
      - collect: voucher
        give_up:
          - say: own-denied
      - confirm: sure
        summary: [receipt, voucher]
      - call: pay
        with: { voucher: voucher }
        retry: 1
        time_limit: 5s
        on_failed: [{ say: cancel-sure }]
      - say: own-end
        suggest: [choose-things]
      - remember: { receipt: receipt, voucher: { text: used } }
        expires: 90d
      - if: profile.voucher == 'used'
        then:
          - hand-off: returns
            reason: Paid
            summary: "'voucher ' + voucher"
  choose-things:
    description: d
    title: Choose things
    intents: [returns]
    steps:
      - choose: thing
        many: true
        from: settings.things
        label: item.name
        value: item.id
        attributes: { colour: item.colour }
      - say: own-end
        with: { chosen: thing }
`.replace(`"'voucher ' + voucher"`, `{ expression: "'voucher ' + voucher" }`),
  [],
  tools,
)

const shop = ({ name, input }: ToolCall): ToolOutcome => {
  if (name === 'pay') return { kind: 'ok', value: {} }
  if (input['code'] === 'bad') return { kind: 'refused', code: 'unknown', message: 'no such voucher' }
  return { kind: 'ok', value: { open: input['code'] !== 'old' } }
}
const talk = (more: TalkOptions = {}) => new Talk({ flows, tools, tool: shop, settings: { things }, ...more })

async function asked(more: TalkOptions = {}, slots: Record<string, Json> = { receipt: true }): Promise<Talk> {
  const talking = talk(more)
  await talking.commands(command.start('pay-with-voucher', slots))
  return talking
}

describe('what is asked', () => {
  test('may be known from the profile', async () => {
    const talking = await asked({ profile: { receipt: true } }, {})
    expect(talking.state.pending).toMatchObject({ slot: 'voucher' })
  })

  test('and is asked for without a word about it where what was known is not valid', async () => {
    const talking = talk({ profile: { receipt: true, voucher: 'bad' } })
    expect(await talking.commands(command.start('pay-with-voucher'))).toEqual(['ask-address'])
    const known = talk({ profile: { receipt: true, voucher: 'abc' } })
    expect(await known.commands(command.start('pay-with-voucher'))).toEqual(['sure'])
  })

  test('has other words each time, and steps of its own when it was asked too often', async () => {
    const talking = await asked()
    expect(await talking.commands(command.set('voucher', 'a'))).toEqual(['own-failed', 'address-too-short'])
    expect(await talking.commands(command.set('voucher', 'b'))).toEqual(['own-failed', 'amount-range'])
    expect(await talking.commands(command.set('voucher', 'c'))).toEqual(['own-failed', 'own-denied', 'sure'])
    expect(talking.state.stack[0]?.slots).toEqual({ receipt: true, voucher: null })
  })

  test('a tool that refuses says that the value is not valid; the words for it know why', async () => {
    const talking = await asked()
    expect(await talking.commands(command.set('voucher', 'bad'))).toEqual(['own-unknown', 'address-too-short'])
    expect(talking.variables('own-unknown')).toMatchObject({ refusal: { code: 'unknown' } })
    expect(await talking.commands(command.set('voucher', 'old'))).toEqual(['own-unknown', 'amount-range'])
    expect(await talking.commands(command.set('voucher', 'abc'))).toEqual(['sure'])
    expect(talking.state.stack[0]?.variables).toMatchObject({ checked: { open: true } })
  })

  test('a tool is asked only about what the conditions let through, and each time under a key of its own', async () => {
    const talking = await asked()
    await talking.commands(command.set('voucher', 'long'))
    await talking.commands(command.set('voucher', 'bad'))
    await talking.commands(command.set('voucher', 'abc'))
    expect(talking.calls.map(({ key }) => key)).toEqual(['cv_0001:1:1:validate-1:0', 'cv_0001:1:1:validate-1:1'])
  })

  test('a tool that does not work fails the task: nobody can tell whether the value is valid', async () => {
    const talking = await asked({ tool: () => ({ kind: 'failed', reason: 'timeout' }) })
    expect(await talking.commands(command.set('voucher', 'abc'))).toEqual([
      'repair.tool-failed',
      'repair.offer-hand-off',
    ])
  })

  test('a message of an intent answers as the slot says, or skips it', async () => {
    const size: Read = { intents: { 'returns/size': 0.9 } }
    const answered = await asked({}, {})
    expect(await answered.says('I lost it, it is too small', size)).toEqual(['ask-address'])
    expect(answered.state.stack[0]?.slots).toEqual({ receipt: false })
    const skipped = await asked({}, {})
    await skipped.says('where is it', { intents: { 'orders/status': 0.9 } })
    expect(skipped.state.stack[0]?.slots).toEqual({ receipt: null })
  })

  test('an expected intent is no other wish; any other is', async () => {
    const talking = await asked()
    expect(await talking.says('red', { intents: { 'returns/colour': 0.95 } })).toEqual(['sure'])
    const other = await asked()
    expect(await other.says('red', { intents: { 'returns/size': 0.95 } })).toEqual(['ask-thing'])
  })
})

describe('a summary', () => {
  test('lists what was said, and a no asks which of it is wrong', async () => {
    const talking = await asked()
    await talking.commands(command.set('voucher', 'abc'))
    expect(talking.variables('sure')).toMatchObject({
      summary: 'receipt: true\nvoucher: abc',
      summary_parts: [
        { slot: 'receipt', value: 'true' },
        { slot: 'voucher', value: 'abc' },
      ],
    })
    expect(await talking.commands(command.no)).toEqual(['repair.what-to-correct'])
    expect(await talking.press('voucher')).toEqual(['ask-address'])
  })
})

describe('a call', () => {
  test('is tried again where it failed, with a key of its own and the time it is given', async () => {
    let tries = 0
    const talking = await asked({
      tool: (call) => {
        if (call.name !== 'pay') return shop(call)
        tries += 1
        return tries === 1 ? { kind: 'failed', reason: 'busy' } : shop(call)
      },
    })
    await talking.commands(command.set('voucher', 'abc'))
    expect(await talking.commands(command.yes)).toEqual(['own-end', 'repair.handing-off'])
    const paid = talking.calls.filter(({ name }) => name === 'pay')
    expect(paid.map(({ key, timeLimitMs }) => [key, timeLimitMs])).toEqual([
      ['cv_0001:1:3:0', 5000],
      ['cv_0001:1:3:1', 5000],
    ])
  })

  test('that fails each time goes the way of a failure', async () => {
    const talking = await asked({
      tool: (call) => (call.name === 'pay' ? { kind: 'failed', reason: 'busy' } : shop(call)),
    })
    await talking.commands(command.set('voucher', 'abc'))
    expect((await talking.commands(command.yes))[0]).toBe('cancel-sure')
  })

  test('what is remembered counts at once; a hand-off is told what was said; flows are offered', async () => {
    const talking = await asked()
    await talking.commands(command.set('voucher', 'abc'))
    await talking.commands(command.yes)
    expect(talking.result?.remembered).toEqual([
      { fact: 'receipt', value: true, expiresInDays: 90 },
      { fact: 'voucher', value: 'used', expiresInDays: 90 },
    ])
    expect(talking.result?.handoff).toMatchObject({ team: 'returns', note: 'Paid: voucher abc' })
    expect(talking.result?.items[0]).toMatchObject({
      quickReplies: [{ label: 'Choose things', payload: 'flow:choose-things' }],
    })
  })
})

describe('choosing several', () => {
  test.each([
    ['both boots', ['I-1', 'I-2']],
    ['all of them', ['I-1', 'I-2', 'I-3']],
    ['the first two', ['I-1', 'I-2']],
    ['the last two please', ['I-2', 'I-3']],
    ['1 and 3', ['I-1', 'I-3']],
    ['the brown ones and the scarf', ['I-1', 'I-3']],
    ['the blue ones', ['I-2', 'I-3']],
    ['everything but the scarf', ['I-1', 'I-2']],
    ['all except the first', ['I-2', 'I-3']],
    ['the scarf', ['I-3']],
    ['second, third', ['I-2', 'I-3']],
  ])('"%s"', async (text, chosen) => {
    const talking = talk()
    await talking.commands(command.start('choose-things'))
    expect(await talking.says(text)).toEqual(['own-end', 'repair.anything-else'])
    expect(talking.variables('own-end')['chosen']).toEqual(chosen)
  })

  test('"the blue one" of two asks which; a button takes that one', async () => {
    const talking = talk()
    await talking.commands(command.start('choose-things'))
    expect(await talking.says('the blue one')).toEqual(['ask-thing'])
    expect(talking.variables('ask-thing')['options']).toEqual(['Kestrel Boots', 'Oakhart Scarf'])
    expect(await talking.press('Oakhart Scarf')).toEqual(['own-end', 'repair.anything-else'])
    expect(talking.variables('own-end')['chosen']).toEqual(['I-3'])
  })

  test('what names none of them is asked again', async () => {
    const talking = talk()
    await talking.commands(command.start('choose-things'))
    expect(await talking.commands(command.choose('a hat'))).toEqual(['repair.choice-invalid', 'ask-thing'])
  })
})
