import type { z } from 'zod'
import { daysLater, dayText, durationText, minutesOf, msOfEst, shortTime } from './calendar.ts'
import type { Database } from './database.ts'
import { tariff } from './limits.ts'
import { cityOf } from './places.ts'
import { Refusal } from './problem.ts'
import type { BookedFlight, Cabin, PaymentMethodRecord, Person, ReservationRecord, UserRecord } from './records.ts'
import type * as wire from './wire.ts'

export type UserView = z.output<typeof wire.user>
export type ReservationView = z.output<typeof wire.reservation>
type LegView = z.output<typeof wire.leg>
type DirectionView = z.output<typeof wire.direction>
type MethodView = z.output<typeof wire.paymentMethod>

/** What a view is made from. `now` is EST, `2024-05-15T15:00:00`. */
export type Sight = {
  database: Pick<Database, 'flights' | 'users' | 'reservations'> & Partial<Pick<Database, 'replacedFlights'>>
  now: string
}

export const cabinText = (cabin: Cabin): string => cabin.replace('_', ' ')

export function methodView(method: PaymentMethodRecord): MethodView {
  const { id, source } = method
  const none = { brand: null, last_four: null, amount: null }
  if (method.source === 'credit_card') {
    const { brand, last_four } = method
    const name = brand.charAt(0).toUpperCase() + brand.slice(1)
    return { id, source, ...none, brand, last_four, label: `${name} ending in ${last_four}` }
  }
  const { amount } = method
  const label = method.source === 'gift_card' ? `gift card with $${amount}` : `certificate of $${amount}`
  return { id, source, ...none, amount, label: `${label} (ending in ${id.slice(-4)})` }
}

const passengerView = ({ first_name, last_name, dob }: Person) => ({
  first_name,
  last_name,
  dob,
  full_name: `${first_name} ${last_name}`,
})

export function userOf({ database }: Sight, id: string): UserRecord {
  const user = Object.hasOwn(database.users, id) ? database.users[id] : undefined
  if (!user) throw new Refusal('user_not_found')
  return user
}

export function reservationOf({ database }: Sight, id: string): ReservationRecord {
  const reservation = Object.hasOwn(database.reservations, id) ? database.reservations[id] : undefined
  if (!reservation) throw new Refusal('reservation_not_found')
  return reservation
}

export function userView(sight: Sight, id: string): UserView {
  const user = userOf(sight, id)
  const methods = Object.values(user.payment_methods).map(methodView)
  const of = (source: MethodView['source']) => methods.filter((method) => method.source === source)
  const total = (list: readonly MethodView[]) => list.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const saved = user.saved_passengers.map(passengerView)
  return {
    user_id: id,
    ...user.name,
    full_name: `${user.name.first_name} ${user.name.last_name}`,
    email: user.email,
    dob: user.dob,
    address: user.address,
    membership: user.membership,
    payment_methods: methods,
    credit_cards: of('credit_card'),
    gift_cards: of('gift_card'),
    certificates: of('certificate'),
    gift_card_total: total(of('gift_card')),
    certificate_total: total(of('certificate')),
    saved_passengers: saved,
    travellers: [passengerView({ ...user.name, dob: user.dob }), ...saved],
    reservations: user.reservations,
  }
}

/** A reservation with the facts that rules ask for. */
export function reservationView(sight: Sight, record: ReservationRecord): ReservationView {
  const { now } = sight
  const user = userOf(sight, record.user_id)
  const split = splitAt(record)
  const legs = record.flights.map((flight, index) => legView(sight, flight, index < split ? 'outbound' : 'return'))
  const outbound = directionView(legs.slice(0, split))
  const back = split < legs.length ? directionView(legs.slice(split)) : null
  const count = record.passengers.length
  const hours = (msOfEst(now) - msOfEst(record.created_at)) / 3_600_000
  const anyFlown = legs.some(({ status }) => status === 'landed' || status === 'flying')
  const anyCancelled = legs.some(({ status }) => status === 'cancelled')
  const anyDelayed = legs.some(({ status }) => status === 'delayed')
  const before = (sight.database.replacedFlights?.(record.reservation_id) ?? []).map(
    ({ flight_number, date }) => sight.database.flights[flight_number]?.dates[date]?.status,
  )
  const hadCancelled = before.includes('cancelled')
  const hadDelayed = before.includes('delayed')
  const isInsured = record.insurance === 'yes'
  const free = tariff.freeBags[user.membership][record.cabin]
  const [paidFirst] = record.payment_history
  const original = paidFirst === undefined ? undefined : user.payment_methods[paidFirst.payment_id]
  const isCancelled = record.status === 'cancelled'
  const isWithin24 = hours <= tariff.freeCancellationHours
  const first = legs[0]
  const tripText = record.flight_type === 'one_way' ? 'one way' : 'round trip'
  return {
    reservation_id: record.reservation_id,
    user_id: record.user_id,
    origin: record.origin,
    destination: record.destination,
    flight_type: record.flight_type,
    cabin: record.cabin,
    cabin_text: cabinText(record.cabin),
    flights: legs,
    passengers: record.passengers.map(passengerView),
    payment_history: record.payment_history,
    created_at: record.created_at,
    total_baggages: record.total_baggages,
    nonfree_baggages: record.nonfree_baggages,
    insurance: record.insurance,
    status: isCancelled ? 'cancelled' : 'active',
    label: `${record.reservation_id}: ${cityOf(record.origin)} (${record.origin}) to ${cityOf(record.destination)} (${record.destination}) on ${dayText(outbound.date)}, ${tripText}, ${cabinText(record.cabin)}, ${count} ${count === 1 ? 'passenger' : 'passengers'}`,
    route_text: `${record.origin} to ${record.destination}`,
    outbound,
    return: back,
    outbound_date: outbound.date,
    return_date: back?.date ?? null,
    passenger_count: count,
    passenger_names: record.passengers.map(({ first_name, last_name }) => `${first_name} ${last_name}`).join(', '),
    has_insurance: isInsured,
    hours_since_booking: Math.round(hours * 10) / 10,
    booked_within_24_hours: isWithin24,
    is_upcoming: !anyFlown && first !== undefined && msOfEst(`${first.date}T${first.departure_time}:00`) > msOfEst(now),
    any_flown: anyFlown,
    any_cancelled_by_airline: anyCancelled,
    any_delayed: anyDelayed,
    had_cancelled: hadCancelled,
    had_delayed: hadDelayed,
    longest_flight_minutes: Math.max(...legs.map(({ duration_minutes }) => duration_minutes)),
    longest_direction_minutes: Math.max(outbound.duration_minutes, back?.duration_minutes ?? 0),
    membership: user.membership,
    free_bags_per_passenger: free,
    free_bags: free * count,
    fare_total: fareOf(record),
    paid_total: record.payment_history.reduce((sum, { amount }) => sum + amount, 0),
    original_payment: original ? methodView(original) : null,
    original_payment_text: original ? methodView(original).label : (paidFirst?.payment_id ?? ''),
    cancellation_basis: isCancelled
      ? 'cancelled'
      : anyFlown
        ? 'flown'
        : isWithin24
          ? 'within_24_hours'
          : anyCancelled
            ? 'airline_cancelled'
            : record.cabin === 'business'
              ? 'business'
              : isInsured
                ? 'insurance'
                : 'none',
    may_be_compensated: user.membership !== 'regular' || isInsured || record.cabin === 'business',
    cancelled_compensation: anyCancelled || hadCancelled ? tariff.compensation.cancelled * count : 0,
    delayed_compensation: anyDelayed || hadDelayed ? tariff.compensation.delayed * count : 0,
  }
}

/** What the flights cost as booked, for all passengers. */
export const fareOf = (record: ReservationRecord): number =>
  record.flights.reduce((sum, { price }) => sum + price, 0) * record.passengers.length

/** How many of the flights go out; the rest comes back. */
export function splitAt({
  flight_type,
  destination,
  flights,
}: Pick<ReservationRecord, 'flight_type' | 'destination' | 'flights' | 'origin'>): number {
  if (flight_type === 'one_way' || flights.length < 2) return flights.length
  const arrives = flights.findIndex((flight, index) => flight.destination === destination && index < flights.length - 1)
  if (arrives >= 0) return arrives + 1
  // No flight lands where it should go: the longest stay between two days is where it turns.
  let best = Math.ceil(flights.length / 2)
  let longest = 0
  for (let index = 1; index < flights.length; index += 1) {
    const stay = Date.parse(flights[index]?.date ?? '') - Date.parse(flights[index - 1]?.date ?? '')
    if (stay > longest) [best, longest] = [index, stay]
  }
  return best
}

function legView({ database }: Sight, flight: BookedFlight, direction: LegView['direction']): LegView {
  const schedule = database.flights[flight.flight_number]
  const departure = schedule?.scheduled_departure_time_est ?? '00:00:00'
  const arrival = schedule?.scheduled_arrival_time_est ?? '00:00:00'
  return {
    flight_number: flight.flight_number,
    date: flight.date,
    origin: flight.origin,
    destination: flight.destination,
    price: flight.price,
    departure_time: shortTime(departure),
    arrival_time: shortTime(arrival),
    arrives_days_later: daysLater(arrival),
    duration_minutes: minutesOf(arrival) - minutesOf(departure),
    status: schedule?.dates[flight.date]?.status ?? 'unknown',
    direction,
  }
}

function directionView(legs: LegView[]): DirectionView {
  const first = legs[0]
  const last = legs.at(-1)
  if (!first || !last) throw new Error('a direction has at least one flight')
  const ends = msOfEst(`${last.date}T${last.arrival_time}:00`) + last.arrives_days_later * 86_400_000
  const minutes = Math.round((ends - msOfEst(`${first.date}T${first.departure_time}:00`)) / 60_000)
  return {
    origin: first.origin,
    destination: last.destination,
    date: first.date,
    stops: legs.length - 1,
    departure_time: first.departure_time,
    arrival_time: last.arrival_time,
    duration_minutes: minutes,
    duration_text: durationText(minutes),
    flight_numbers: legs.map(({ flight_number }) => flight_number).join(' and '),
    flights: legs,
  }
}
