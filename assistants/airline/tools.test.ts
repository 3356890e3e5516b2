import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import { addDays } from './reservation-system/calendar.ts'
import { startTestAirline, type TestAirline, today } from './reservation-system/testing.ts'
import { airlineTools, codeOf, newJournal, toolsAgainst } from './tools/testing/call-tools.ts'

let airline: TestAirline
beforeAll(async () => {
  airline = await startTestAirline()
})
afterAll(() => airline.running.close())
beforeEach(() => airline.reset())
const { call, value } = toolsAgainst(() => airline)
const day = (offset: number) => addDays(today, offset)

describe('whose it is', () => {
  test('only a verified customer, and only what is theirs: another one is as if it were not there', async () => {
    expect(codeOf(await call(null, 'get_reservation_details', { reservation_id: 'NL4R7K' }))).toBe('failed')
    expect(await value('nora_lindqvist_2041', 'get_reservation_details', { reservation_id: 'nl4r7k' })).toMatchObject({
      free_bags: 9,
    })
    for (const reservation_id of ['TK2C9F', 'ZZZZZZ', "x'; --"])
      expect(codeOf(await call('nora_lindqvist_2041', 'get_reservation_details', { reservation_id }))).toBe(
        'reservation_not_found',
      )
    const before = await airline.state()
    for (const [name, input] of [
      ['cancel_reservation', {}],
      ['update_reservation_passengers', { passengers: [{ first_name: 'A', last_name: 'B', dob: '2000-01-01' }] }],
      ['update_reservation_baggages', { total_baggages: 4, nonfree_baggages: 0, payment_id: 'credit_card_6524417' }],
      ['quote_change', { cabin: 'economy' }],
      ['quote_baggage', { add: 1 }],
    ] as [string, { [name: string]: Json }][])
      expect(codeOf(await call('nora_lindqvist_2041', name, { reservation_id: 'TK2C9F', ...input }))).toBe(
        'reservation_not_found',
      )
    expect(
      codeOf(await call('nora_lindqvist_2041', 'send_certificate', { user_id: 'tobias_okafor_7310', amount: 50 })),
    ).toBe('user_not_found')
    expect(await airline.state()).toEqual(before)
  })
})

describe('changes', () => {
  test('each wants a yes, and says which refusals it has', () => {
    const writes = [...airlineTools.values()].filter(({ facts }) => facts.effect === 'write')
    expect(writes.map(({ name }) => name)).toEqual([
      'book_reservation',
      'update_reservation_flights',
      'update_reservation_passengers',
      'update_reservation_baggages',
      'cancel_reservation',
      'send_certificate',
    ])
    for (const { facts, reconcile } of writes)
      expect([facts.confirm, facts.needs, reconcile !== null]).toEqual([true, 'verified', true])
  })

  test('passengers can be taken back; a booking that no certificate paid can be cancelled', async () => {
    const who = 'victor_lang_8847'
    const change = {
      reservation_id: 'VL8H5R',
      passengers: [{ first_name: 'Ruth', last_name: 'Lang', dob: '1972-04-15', full_name: 'Ruth Lang' }],
    }
    const before = await airline.state()
    const made = await value(who, 'update_reservation_passengers', change)
    const tool = airlineTools.get('update_reservation_passengers')
    const back = tool?.compensate?.(change, tool.output.parse(made), null)
    expect(back?.tool).toBe('update_reservation_passengers')
    await value(who, back?.tool ?? '', back?.input ?? {})
    expect(await airline.state()).toEqual(before)
  })

  test.each([
    ['break', 'ok'],
    ['effect-then-break', 'ok'],
    ['error', 'unavailable'],
  ])('when it does "%s", the change is done once or not at all', { timeout: 30_000 }, async (mode, ending) => {
    await airline.post('/faults', {
      operation: 'cancel_reservation',
      mode,
      times: mode === 'error' ? 9 : 1,
    })
    const journal = newJournal()
    const outcome = await call('amara_diallo_1259', 'cancel_reservation', { reservation_id: 'AD4V1Z' }, 'once', journal)
    expect(outcome.kind === 'failed' ? outcome.reason : outcome.kind).toBe(ending)
    const { body } = await airline.get('/reservations/AD4V1Z')
    expect((body['payment_history'] as unknown[]).length).toBe(ending === 'ok' ? 2 : 1)
    expect(
      await call('amara_diallo_1259', 'cancel_reservation', { reservation_id: 'AD4V1Z' }, 'once', journal),
    ).toEqual(outcome)
  })
})

describe('reading passengers', () => {
  const read = async (words: string) => value('hana_sato_3387', 'read_passengers', { words })

  test.each([
    ['just me', 'Hana Sato', []],
    ['me and Ken', 'Hana Sato, Ken Sato', []],
    ['Yuki Sato and myself', 'Yuki Sato, Hana Sato', []],
    ['Kevin Smith, born 2001-04-12', 'Kevin Smith', []],
    ['me plus Kevin Smith, DOB April 12, 2001', 'Hana Sato, Kevin Smith', []],
    ['Kevin Smith 04/12/2001 and Ana Maria Roy', 'Kevin Smith', ['Ana Maria Roy']],
    ['myself; my birthday is in my profile', 'Hana Sato', []],
    ['me and my saved passengers', 'Hana Sato, Ken Sato, Yuki Sato', []],
    ['Name: Kevin Smith, date of birth: 04/12/2001', 'Kevin Smith', []],
    ['my friend kevin smith, born april 12 2001', 'Kevin Smith', []],
  ])('"%s"', async (words, names, missing) => {
    const found = await read(words)
    expect([found['passenger_names'], found['missing_dob']]).toEqual([names, missing])
  })

  test('dates of birth are written the one way, saved ones are known', async () => {
    expect((await read('Kevin Smith 04/12/2001, Ken'))['passengers']).toEqual([
      { first_name: 'Kevin', last_name: 'Smith', dob: '2001-04-12', full_name: 'Kevin Smith' },
      { first_name: 'Ken', last_name: 'Sato', dob: '1993-02-11', full_name: 'Ken Sato' },
    ])
    expect(codeOf(await call('hana_sato_3387', 'read_passengers', { words: 'no idea' }))).toBe('no_passengers')
  })
})

describe('choosing payments', () => {
  const choose = async (who: string, words: string, total: number, more = {}) =>
    value(who, 'choose_payments', { words, total, ...more })
  const paid = (found: Record<string, unknown>) =>
    (found['payments'] as { payment_id: string; amount: number }[]).map(({ payment_id, amount }) => [
      payment_id.slice(-4),
      amount,
    ])

  test.each([
    [
      'hana_sato_3387',
      'certificate first, then gift cards and the rest on my visa',
      1_100,
      [
        ['3104', 500],
        ['2203', 420],
        ['2204', 60],
        ['7706', 120],
      ],
    ],
    [
      'hana_sato_3387',
      'the smaller gift card and then the larger one',
      200,
      [
        ['2204', 60],
        ['2203', 140],
      ],
    ],
    ['hana_sato_3387', 'my gift card with $420', 400, [['2203', 400]]],
    [
      'hana_sato_3387',
      'the gift card ending in 2204 and the 420 one',
      100,
      [
        ['2204', 60],
        ['2203', 40],
      ],
    ],
    ['priya_menon_5528', 'certificate ending in 3102', 80, [['3102', 80]]],
    ['victor_lang_8847', 'mc', 10, [['7420', 10]]],
    ['hana_sato_3387', 'the card ending in 7706', 99, [['7706', 99]]],
    [
      'priya_menon_5528',
      'both certificates, and my 1093 card',
      350,
      [
        ['3103', 300],
        ['1093', 50],
      ],
    ],
    ['amara_diallo_1259', 'mastercard please', 10, [['4783', 10]]],
    ['victor_lang_8847', 'credit_card_6523001', 10, [['3001', 10]]],
  ] as const)('%s says "%s"', async (who, words, total, expected) => {
    const found = await choose(who, words, total)
    expect(paid(found)).toEqual(expected)
    expect(found['covered']).toBe(true)
  })

  test('what is not enough, too much or unclear is told', async () => {
    expect(await choose('zoe_whitaker_7082', 'my visa', 80)).toMatchObject({ covered: true, credit_card_amount: 80 })
    expect(await choose('nora_lindqvist_2041', 'gift card only', 300)).toMatchObject({ covered: false, missing: 120 })
    expect(await choose('priya_menon_5528', 'both certificates', 400)).toMatchObject({
      covered: false,
      left_out_text: expect.stringContaining('$100'),
    })
    const unclear = await choose('victor_lang_8847', 'a credit card', 80)
    expect((unclear['choices'] as unknown[]).length).toBe(2)
    expect(codeOf(await call('zoe_whitaker_7082', 'choose_payments', { words: 'gift card', total: 5 }))).toBe(
      'payment_method_not_found',
    )
  })

  test('a change takes one gift card or card; the original one where it is meant', async () => {
    const change = { purpose: 'change', original: 'gift_card_4182203' }
    expect(await choose('hana_sato_3387', 'the original payment method', -50, change)).toMatchObject({
      payment_id: 'gift_card_4182203',
      covered: true,
    })
    expect(await choose('hana_sato_3387', 'the gift card I used', 10, change)).toMatchObject({
      payment_id: 'gift_card_4182203',
    })
    expect(await choose('hana_sato_3387', 'the credit card I used', 10, change)).toMatchObject({
      payment_id: 'credit_card_6527706',
    })
    expect(await choose('hana_sato_3387', 'my gift card', 300, change)).toMatchObject({
      payment_id: 'gift_card_4182203',
    })
    const several = await choose('hana_sato_3387', 'gift cards first, the rest on my visa', 700, change)
    expect([several['payment_id'], (several['choices'] as unknown[]).length]).toEqual([null, 3])
    expect(await choose('hana_sato_3387', 'visa', 700, change)).toMatchObject({ payment_id: 'credit_card_6527706' })
    expect(
      codeOf(await call('hana_sato_3387', 'choose_payments', { words: 'certificate', total: 5, purpose: 'change' })),
    ).toBe('certificate_not_allowed')
  })
})

test('flights of a day for a party are found through the tools', async () => {
  const found = await value(null, 'find_flights', {
    origin: 'New York',
    destination: 'Seattle',
    date: day(4),
    cabin: 'Economy',
    passengers: 2,
    stops: 'nonstop',
  })
  expect(found['best']).toMatchObject({ stops: 0, cabin: 'economy' })
  expect(await value(null, 'find_places', { words: 'nyc' })).toEqual({
    airports: ['JFK', 'LGA'],
    label: 'New York (JFK or LGA)',
  })
})

describe('the table of tools in README.md', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
  const rows = readme.split('\n').flatMap((line) => {
    const [, name, marks = '', , , refusals = ''] =
      /^\| `([a-z_]+)` \| (.*?) ?\| (.*?) \| (.*?) \|(.*)\|$/.exec(line) ?? []
    return name === undefined
      ? []
      : [{ name, marks, refusals: [...refusals.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code) }]
  })

  test('names every tool, and no other', () => {
    expect(rows.map((row) => row.name).sort()).toEqual([...airlineTools.keys()].sort())
  })

  test.each(rows.map((row) => [row.name, row] as const))(
    '%s has the marks and refusals of its declaration',
    (name, row) => {
      const facts = airlineTools.get(name)?.facts
      expect([row.marks.includes('✔'), row.marks.includes('✎'), row.marks.includes('!')]).toEqual([
        facts?.needs === 'verified',
        facts?.effect === 'write',
        facts?.confirm === true,
      ])
      expect([...row.refusals].sort()).toEqual([...(facts?.refusals ?? [])].sort())
    },
  )
})
