import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays } from './calendar.ts'
import { inventedContent } from './seed/index.ts'
import { startTestAirline, type TestAirline, testNow, today } from './testing.ts'
import type { ReservationView, UserView } from './views.ts'

let airline: TestAirline
beforeAll(async () => {
  airline = await startTestAirline()
})
afterAll(() => airline.running.close())
beforeEach(() => airline.reset())

const reservation = async (id: string) => (await airline.get(`/reservations/${id}`)).body as unknown as ReservationView
const user = async (id: string) => (await airline.get(`/users/${id}`)).body as unknown as UserView
const day = (offset: number) => addDays(today, offset)
const code = async (answer: ReturnType<TestAirline['send']>) => (await answer).body.code

describe('looking', () => {
  test('a profile has its payment methods with labels, sums and travellers', async () => {
    const found = await user('hana_sato_3387')
    expect(found).toMatchObject({
      full_name: 'Hana Sato',
      membership: 'gold',
      gift_card_total: 480,
      certificate_total: 500,
    })
    expect(found.credit_cards.map(({ label }) => label)).toEqual(['Visa ending in 7706'])
    expect(found.travellers.map(({ full_name }) => full_name)).toEqual(['Hana Sato', 'Ken Sato', 'Yuki Sato'])
    expect(await code(airline.get('/users/nobody'))).toBe('user_not_found')
  })

  test.each([
    ['TK7M3H', 'within_24_hours'],
    ['TK5V8L', 'airline_cancelled'],
    ['AD4V1Z', 'business'],
    ['NL4R7K', 'insurance'],
    ['TK2C9F', 'none'],
    ['DB4K8S', 'flown'],
  ])('%s may be cancelled: %s', async (id, basis) => {
    expect((await reservation(id)).cancellation_basis).toBe(basis)
  })

  test('a reservation knows its directions, its free bags and what it would be compensated with', async () => {
    const family = await reservation('CR1T7V')
    expect(family).toMatchObject({
      any_cancelled_by_airline: true,
      cancelled_compensation: 300,
      delayed_compensation: 0,
      may_be_compensated: true,
      free_bags: 6,
      passenger_names: 'Camila Rivas, Mateo Rivas, Lucia Rivas',
    })
    const there = await reservation('IC9M1W')
    expect(there.outbound).toMatchObject({ origin: 'EWR', destination: 'SFO', stops: 1, duration_minutes: 480 })
    expect(there.return).toMatchObject({ origin: 'SFO', destination: 'EWR', date: day(10) })
    expect(await reservation('NL0D5X')).toMatchObject({
      any_delayed: true,
      delayed_compensation: 50,
      is_upcoming: true,
    })
  })

  test('reservations are found by place, day and passenger, the last booked first', async () => {
    const ids = async (query: string) =>
      (
        (await airline.get(`/users/nora_lindqvist_2041/reservations${query}`)).body['reservations'] as ReservationView[]
      ).map(({ reservation_id }) => reservation_id)
    expect(await ids('')).toEqual(['NL4R7K', 'NL0D5X', 'NL8B2Q', 'NL6P1W'])
    expect(await ids('?which=upcoming')).toEqual(['NL4R7K', 'NL0D5X', 'NL8B2Q'])
    expect(await ids('?origin=new%20york&destination=san%20francisco')).toEqual(['NL4R7K', 'NL8B2Q'])
    expect(await ids(`?date=${day(10)}`)).toEqual(['NL4R7K'])
    expect(await ids('?passenger=maja')).toEqual(['NL4R7K'])
  })

  test('days on which somebody is booked twice are found', async () => {
    const { body } = await airline.get('/users/hana_sato_3387/overlaps')
    expect(body['days']).toMatchObject([
      { date: day(5), reservations: [{ reservation_id: 'HS9L3C' }, { reservation_id: 'HS7Q1B' }] },
    ])
  })

  test('flights are found nonstop and with a stop, sorted, within the wanted hours', async () => {
    const query = `origin=new%20york&destination=seattle&date=${day(4)}&cabin=economy`
    const { body } = await airline.get(`/options?${query}&sort=departure&stops=nonstop&limit=9`)
    const found = body['options'] as { flight_numbers: string; departure_time: string; price: number }[]
    expect(found.map(({ departure_time }) => departure_time)).toEqual(['07:30', '17:00'])
    const late = (await airline.get(`/options?${query}&depart_after=11am&limit=20`)).body['options'] as typeof found
    expect(late.every(({ departure_time }) => departure_time >= '11:00')).toBe(true)
    expect(late.map(({ price }) => price)).toEqual(late.map(({ price }) => price).sort((a, b) => a - b))
    expect(await code(airline.get(`/options?origin=narnia&destination=SEA&date=${day(4)}`))).toBe('place_not_found')
  })

  test('round trips stay between the same two airports', async () => {
    const { body } = await airline.get(
      `/round-trips?origin=new%20york&destination=west%20coast&date=${day(4)}&return_date=${day(8)}&stops=nonstop&limit=20`,
    )
    const found = body['options'] as {
      outbound: Record<string, string>
      return: Record<string, string>
      price: number
    }[]
    expect(found.length).toBeGreaterThan(2)
    for (const trip of found)
      expect([trip.return['origin'], trip.return['destination']]).toEqual([
        trip.outbound['destination'],
        trip.outbound['origin'],
      ])
    expect(found.map(({ price }) => price)).toEqual(found.map(({ price }) => price).sort((a, b) => a - b))
  })

  test("a flight's status is told", async () => {
    expect((await airline.get(`/flights/KES113/status?date=${today}`)).body).toMatchObject({
      status: 'delayed',
      origin: 'JFK',
    })
    expect(await code(airline.get(`/flights/KES999/status?date=${today}`))).toBe('flight_not_found')
  })
})

const booking = (over: Record<string, unknown> = {}) => ({
  user_id: 'zoe_whitaker_7082',
  origin: 'EWR',
  destination: 'ORD',
  flight_type: 'one_way',
  cabin: 'economy',
  flights: [{ flight_number: 'KES117', date: day(6) }],
  passengers: [{ first_name: 'Zoe', last_name: 'Whitaker', dob: '2000-10-31' }],
  payment_methods: [{ payment_id: 'credit_card_6527719', amount: 0 }],
  total_baggages: 0,
  nonfree_baggages: 0,
  insurance: 'no',
  ...over,
})
const priceOf = async (flight: string, date: string, cabin: string): Promise<number> => {
  const flights = (await airline.state())['flights'] as {
    flight_number: string
    dates: Record<string, { prices: Record<string, number> }>
  }[]
  return flights.find(({ flight_number }) => flight_number === flight)?.dates[date]?.prices[cabin] ?? 0
}

describe('booking', () => {
  test('takes fare, bags and insurance, seats and money, and lists certificates before gift cards before cards', async () => {
    const fare = await priceOf('KES107', day(4), 'economy')
    const seats = async () =>
      (
        (
          await airline.get(
            `/options?origin=JFK&destination=SEA&date=${day(4)}&stops=nonstop&cabin=economy&sort=departure`,
          )
        ).body['options'] as { seats: Record<string, number> }[]
      )[0]?.seats['economy'] ?? 0
    const before = await seats()
    const { body, status } = await airline.post(
      '/reservations',
      booking({
        user_id: 'hana_sato_3387',
        origin: 'New York',
        destination: 'SEA',
        flights: [{ flight_number: 'KES107', date: day(4) }],
        passengers: [
          { first_name: 'Hana', last_name: 'Sato', dob: '1995-07-22' },
          { first_name: 'Ken', last_name: 'Sato', dob: '1993-02-11' },
        ],
        total_baggages: 7,
        nonfree_baggages: 1,
        insurance: 'yes',
        payment_methods: [
          { payment_id: 'credit_card_6527706', amount: fare * 2 + 60 + 50 - 500 - 20 },
          { payment_id: 'gift_card_4182204', amount: 20 },
          { payment_id: 'certificate_7303104', amount: 500 },
        ],
      }),
    )
    expect(status).toBe(201)
    const made = body['reservation'] as ReservationView
    expect(made).toMatchObject({
      origin: 'JFK',
      destination: 'SEA',
      created_at: '2026-11-20T10:00:00',
      paid_total: fare * 2 + 110,
    })
    expect(made.payment_history.map(({ payment_id }) => payment_id)).toEqual([
      'certificate_7303104',
      'gift_card_4182204',
      'credit_card_6527706',
    ])
    expect(await seats()).toBe(before - 2)
    const after = await user('hana_sato_3387')
    expect(after.certificates).toEqual([])
    expect(after.gift_cards.find(({ id }) => id === 'gift_card_4182204')?.amount).toBe(40)
    expect(after.reservations.at(-1)).toBe(made.reservation_id)
  })

  test.each([
    ['a price that is not met', {}, 'payment_does_not_add_up'],
    ['a method of nobody', { payment_methods: [{ payment_id: 'gift_card_1', amount: 1 }] }, 'payment_method_not_found'],
    [
      'six passengers',
      {
        passengers: Array.from({ length: 6 }, (_one, index) => ({
          first_name: `P${index}`,
          last_name: 'X',
          dob: '2000-01-01',
        })),
      },
      'too_many_passengers',
    ],
    ['a flight of today', { flights: [{ flight_number: 'KES117', date: today }] }, 'flight_not_available'],
    ['no such flight', { flights: [{ flight_number: 'KES999', date: day(6) }] }, 'flight_not_found'],
    ['a stranger', { user_id: 'nobody' }, 'user_not_found'],
    ['a place that is nowhere', { origin: 'narnia' }, 'place_not_found'],
    ['a body of another shape', { cabin: 'first' }, 'invalid_request'],
  ])('is refused for %s and changes nothing', async (_what, over, expected) => {
    const before = await airline.state()
    expect(await code(airline.post('/reservations', booking(over)))).toBe(expected)
    expect(await airline.state()).toEqual(before)
  })

  test('takes one certificate and three gift cards at most', async () => {
    const passengers = [{ first_name: 'Ines', last_name: 'Carvalho', dob: '1993-05-30' }]
    const gift = ['2208', '2209', '2210', '2211'].map((last) => ({ payment_id: `gift_card_418${last}`, amount: 10 }))
    expect(
      await code(
        airline.post('/reservations', booking({ user_id: 'ines_carvalho_3624', passengers, payment_methods: gift })),
      ),
    ).toBe('too_many_payment_methods')
    const certificates = ['3102', '3103'].map((last) => ({ payment_id: `certificate_730${last}`, amount: 10 }))
    expect(
      await code(
        airline.post(
          '/reservations',
          booking({ user_id: 'priya_menon_5528', passengers, payment_methods: certificates }),
        ),
      ),
    ).toBe('too_many_payment_methods')
  })
})

describe('changing', () => {
  test('other flights cost the difference: what is kept keeps its price, what is new has that of today', async () => {
    const before = await reservation('IC9M1W')
    const flights = [
      { flight_number: 'KES119', date: day(3) },
      ...before.flights.slice(2).map(({ flight_number, date }) => ({ flight_number, date })),
    ]
    const difference =
      ((await priceOf('KES119', day(3), 'economy')) -
        before.flights.slice(0, 2).reduce((sum, { price }) => sum + price, 0)) *
      2
    const quote = (await airline.post('/quotes/change', { reservation_id: 'IC9M1W', outbound: [flights[0]] })).body
    expect(quote).toMatchObject({ flights, price_difference: difference, changes_flights: true, changes_cabin: false })
    const { body } = await airline.put('/reservations/IC9M1W/flights', {
      cabin: 'economy',
      flights,
      payment_id: 'credit_card_6525509',
    })
    expect(body['price_difference']).toBe(difference)
    expect((body['reservation'] as ReservationView).payment_history.at(-1)).toEqual({
      payment_id: 'credit_card_6525509',
      amount: difference,
    })
  })

  test('a cheaper cabin goes back to the gift card at once; a certificate cannot pay', async () => {
    const flights = (await reservation('HS2E5G')).flights.map(({ flight_number, date }) => ({ flight_number, date }))
    const change = (payment_id: string) =>
      airline.put('/reservations/HS2E5G/flights', { cabin: 'economy', flights, payment_id })
    expect(await code(change('certificate_7303104'))).toBe('certificate_not_allowed')
    const { body } = await change('gift_card_4182203')
    const back = -(body['price_difference'] as number)
    expect(back).toBeGreaterThan(0)
    expect((await user('hana_sato_3387')).gift_cards[0]?.amount).toBe(420 + back)
    expect((body['reservation'] as ReservationView).cabin).toBe('economy')
  })

  test('bags are added, beyond the free ones for money, and never removed', async () => {
    const quote = (await airline.post('/quotes/baggage', { reservation_id: 'NL4R7K', add: 9 })).body
    expect(quote).toMatchObject({ total_baggages: 11, nonfree_baggages: 2, free_bags: 9, price: 100 })
    const bags = { total_baggages: 11, nonfree_baggages: 2, payment_id: 'credit_card_6524417' }
    expect((await airline.put('/reservations/NL4R7K/baggages', bags)).body).toMatchObject({ price: 100 })
    expect(await code(airline.put('/reservations/NL4R7K/baggages', { ...bags, total_baggages: 1 }))).toBe(
      'bags_cannot_be_removed',
    )
    expect(
      await code(
        airline.put('/reservations/JW2H8E/baggages', {
          total_baggages: 5,
          nonfree_baggages: 4,
          payment_id: 'gift_card_0',
        }),
      ),
    ).toBe('payment_method_not_found')
  })

  test('passengers are replaced by as many', async () => {
    const passengers = [{ first_name: 'Ruth', last_name: 'Lang', dob: '1972-04-15' }]
    const { body } = await airline.put('/reservations/VL8H5R/passengers', { passengers })
    expect(body).toMatchObject({
      previous_passengers: [{ full_name: 'Victor Lang' }],
      reservation: { passenger_names: 'Ruth Lang' },
    })
    expect(await code(airline.put('/reservations/VL3B6N/passengers', { passengers }))).toBe('passenger_count_differs')
  })

  test('a cancelled reservation notes what goes back, once', async () => {
    const { body } = await airline.post('/reservations/AD4V1Z/cancel')
    const { payment_history, paid_total, status } = body['reservation'] as ReservationView
    expect([payment_history.length, paid_total, status]).toEqual([2, 0, 'cancelled'])
    expect(await code(airline.post('/reservations/AD4V1Z/cancel'))).toBe('already_cancelled')
    expect(await code(airline.put('/reservations/AD4V1Z/passengers', { passengers: [] }))).toBe('invalid_request')
    expect(await code(airline.post('/quotes/change', { reservation_id: 'AD4V1Z', cabin: 'economy' }))).toBe(
      'already_cancelled',
    )
  })

  test('several cabin changes are quoted together; what cannot be had is named', async () => {
    const ids = ['AD4V1Z', 'AD8G6U', 'NL0D5X']
    const down = (await airline.post('/quotes/cabin-changes', { reservation_ids: ids, cabin: 'economy' })).body
    expect(down).toMatchObject({ count: 3, to_pay: 0, not_possible: [] })
    expect(down['to_refund']).toBe(-(down['price_difference'] as number))
    const up = (await airline.post('/quotes/cabin-changes', { reservation_ids: ids, cabin: 'business' })).body
    expect(up).toMatchObject({ count: 2, price_difference: 0, not_possible: ['NL0D5X'] })
  })

  test('a certificate is a payment method of its own', async () => {
    const { body } = await airline.post('/users/zoe_whitaker_7082/certificates', { amount: 150 })
    expect((await user('zoe_whitaker_7082')).certificates).toMatchObject([{ id: body['certificate_id'], amount: 150 }])
  })
})

describe('what it promises', () => {
  test('the same key does it once and answers the same; another body with it is refused', async () => {
    const first = await airline.post('/users/zoe_whitaker_7082/certificates', { amount: 150 }, 'k-1')
    const again = await airline.post('/users/zoe_whitaker_7082/certificates', { amount: 150 }, 'k-1')
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await code(airline.post('/users/zoe_whitaker_7082/certificates', { amount: 200 }, 'k-1'))).toBe(
      'idempotency_key_reused',
    )
    expect((await user('zoe_whitaker_7082')).certificates).toHaveLength(1)
    expect((await airline.get('/idempotency/k-1')).body).toMatchObject({ happened: true, response: first.body })
    expect((await airline.get('/idempotency/k-2')).body).toMatchObject({ happened: false })
  })

  test('an effect whose answer got lost is found by its key', async () => {
    await airline.post('/faults', { operation: 'cancel_reservation', mode: 'effect-then-break' })
    await expect(airline.post('/reservations/AD4V1Z/cancel', {}, 'k-3')).rejects.toThrow()
    expect((await airline.get('/idempotency/k-3')).body).toMatchObject({ happened: true })
  })

  test('nobody without the token', async () => {
    expect((await fetch(`${airline.running.url}/airports`)).status).toBe(401)
    expect((await fetch(`${airline.running.url}/health`)).status).toBe(200)
  })

  test('what was acknowledged is there after a restart, and a database from a path is taken as it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'airline-'))
    try {
      const database = join(folder, 'db.json.gz')
      await writeFile(database, gzipSync(JSON.stringify(inventedContent(testNow))))
      const options = { data: join(folder, 'airline.sqlite'), database }
      const first = await startTestAirline(options)
      await first.post('/reservations/AD4V1Z/cancel')
      await first.running.close()
      const second = await startTestAirline(options)
      expect((await second.get('/reservations/AD4V1Z')).body).toMatchObject({ status: 'cancelled' })
      expect((await second.get('/users/amara_diallo_1259')).body).toMatchObject({
        reservations: ['AD4V1Z', 'AD8G6U', 'AD3R7I'],
      })
      await second.reset()
      expect((await second.get('/reservations/AD4V1Z')).body).toMatchObject({ status: 'active' })
      await second.running.close()
      await writeFile(database, '{"flights":{}}')
      await expect(startTestAirline({ database })).rejects.toThrow('is no database of an airline')
      await expect(startTestAirline({ database: join(folder, 'none.json') })).rejects.toThrow(
        'cannot be read as a database',
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

test('the invented people and reservations cover each rule, whatever the hour', () => {
  for (const now of ['2026-11-20T05:30:00Z', testNow, '2027-02-28T23:59:00Z']) {
    const { users, reservations, flights } = inventedContent(now)
    expect([Object.keys(users).length, Object.keys(reservations).length, Object.keys(flights).length]).toEqual([
      21, 40, 76,
    ])
    for (const record of Object.values(reservations)) {
      expect(record.created_at < new Date(Date.parse(now)).toISOString()).toBe(true)
      for (const [index, flight] of record.flights.entries()) {
        expect(flights[flight.flight_number]?.dates[flight.date]).toBeDefined()
        const before = record.flights[index - 1]
        if (before && before.date === flight.date) expect(before.destination).toBe(flight.origin)
      }
    }
  }
})
