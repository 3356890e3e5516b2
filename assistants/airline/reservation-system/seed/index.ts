import { addDays, estOf, msOfEst } from '../calendar.ts'
import { tariff } from '../limits.ts'
import type {
  BookedFlight,
  Cabin,
  DatabaseContent,
  PaymentMethodRecord,
  Person,
  ReservationRecord,
  UserRecord,
} from '../records.ts'
import { customerRows, reservationRows } from './customers.ts'
import { bookedPrice, timetable } from './timetable.ts'

/** The invented airline as it is at an instant: the same people and reservations, their days counted from that one. */
export function inventedContent(now: string): DatabaseContent {
  const est = estOf(now)
  const flights = timetable(est)
  const users: DatabaseContent['users'] = {}
  for (const row of customerRows)
    users[row.user_id] = {
      name: nameOf(row.name),
      address: addressOf(row.city),
      email: `${row.name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.com`,
      dob: row.dob,
      payment_methods: Object.fromEntries(
        row.methods
          .split('; ')
          .map((method) => methodOf(method))
          .map((method) => [method.id, method]),
      ),
      saved_passengers: (row.saved ?? '').split('; ').flatMap((saved) => (saved === '' ? [] : [personOf(saved)])),
      membership: row.membership,
      reservations: [],
    }
  const reservations: DatabaseContent['reservations'] = {}
  for (const row of reservationRows) {
    const record = reservationOf(row, est, flights, users)
    reservations[record.reservation_id] = record
    users[record.user_id]?.reservations.push(record.reservation_id)
  }
  return { flights, reservations, users }
}

function reservationOf(
  row: string,
  est: string,
  flights: DatabaseContent['flights'],
  users: DatabaseContent['users'],
): ReservationRecord {
  const [
    id = '',
    user_id = '',
    ways = '',
    cabinName = '',
    others = '',
    insurance = '',
    bags = '',
    hours = '',
    paidWith = '',
  ] = row.split(' ')
  const user = users[user_id]
  if (!user) throw new Error(`${id}: there is no customer ${user_id}`)
  const cabin = cabinName as Cabin
  const legs = ways.split('/').map((way) =>
    way.split(',').map((leg): BookedFlight => {
      const [flight_number = '', offset = '0'] = leg.split('@')
      const flight = flights[flight_number]
      if (!flight) throw new Error(`${id}: there is no flight ${flight_number}`)
      const date = addDays(est.slice(0, 10), Number(offset))
      const { origin, destination } = flight
      return { origin, destination, flight_number, date, price: bookedPrice(flight, date, cabin) }
    }),
  )
  const all = legs.flat()
  const outbound = legs[0] ?? []
  const passengers = [
    { ...user.name, dob: user.dob },
    ...(others === '-'
      ? []
      : others
          .slice(1)
          .split(',')
          .map((place) => savedOf(user, Number(place), id))),
  ]
  const total_baggages = Number(bags)
  const nonfree_baggages = Math.max(0, total_baggages - tariff.freeBags[user.membership][cabin] * passengers.length)
  const amount =
    all.reduce((sum, { price }) => sum + price, 0) * passengers.length +
    (insurance === 'yes' ? tariff.insurance * passengers.length : 0) +
    tariff.bag * nonfree_baggages
  return {
    reservation_id: id,
    user_id,
    origin: outbound[0]?.origin ?? '',
    destination: outbound.at(-1)?.destination ?? '',
    flight_type: legs.length > 1 ? 'round_trip' : 'one_way',
    cabin,
    flights: all,
    passengers,
    payment_history: [{ payment_id: methodFor(user, paidWith, id).id, amount }],
    created_at: new Date(msOfEst(est) - Number(hours) * 3_600_000 - 5 * 3_600_000).toISOString().slice(0, 19),
    total_baggages,
    nonfree_baggages,
    insurance: insurance === 'yes' ? 'yes' : 'no',
  }
}

function savedOf(user: UserRecord, place: number, id: string): Person {
  const saved = user.saved_passengers[place - 1]
  if (!saved) throw new Error(`${id}: passenger ${place} is not saved`)
  return { ...saved }
}

function methodFor(user: UserRecord, kind: string, id: string): PaymentMethodRecord {
  const found = Object.values(user.payment_methods).find((method) =>
    method.source === 'credit_card' ? method.brand === kind : method.source === 'gift_card' && kind === 'gift',
  )
  if (!found) throw new Error(`${id}: no payment method "${kind}"`)
  return found
}

const nameOf = (name: string) => {
  const [first_name = '', ...others] = name.split(' ')
  return { first_name, last_name: others.join(' ') }
}
const personOf = (text: string): Person => ({ ...nameOf(text.slice(0, -11)), dob: text.slice(-10) })

function addressOf(city: string): UserRecord['address'] {
  const [, name = '', state = '', zip = ''] = /^(.+) ([A-Z]{2}) (\d{5})$/.exec(city) ?? []
  return {
    address1: `${Number(zip.slice(1)) % 900} Harbor Street`,
    address2: '',
    city: name,
    country: 'USA',
    state,
    zip,
  }
}

/** `visa 4417`, `gift 180 2201`, `cert 250 3101`: the last four digits end the id. */
function methodOf(text: string): PaymentMethodRecord {
  const [kind = '', one = '', two = ''] = text.split(' ')
  if (kind === 'gift') return { source: 'gift_card', amount: Number(one), id: `gift_card_418${two}` }
  if (kind === 'cert') return { source: 'certificate', amount: Number(one), id: `certificate_730${two}` }
  return { source: 'credit_card', brand: kind, last_four: one, id: `credit_card_652${one}` }
}
