import type { z } from 'zod'
import { dayText } from './calendar.ts'
import type { Draft } from './database.ts'
import { limits, tariff } from './limits.ts'
import { Refusal } from './problem.ts'
import type { BookedFlight, Cabin, FlightRecord, OpenDay, ReservationRecord } from './records.ts'
import { isOpen } from './search.ts'
import { cabinText, fareOf, methodView, type Sight, splitAt, userOf } from './views.ts'
import type * as wire from './wire.ts'

export type FlightOnDay = { flight_number: string; date: string }
export type ChangeQuote = z.output<typeof wire.changeQuote>

/** Where flights are looked up: the database, or the copies of a change under way. */
type Flights = { flight(id: string): FlightRecord | undefined }
export const flightsOf = ({ database }: Sight): Flights => ({
  flight: (id) => (Object.hasOwn(database.flights, id) ? database.flights[id] : undefined),
})

/** A flight that can be booked on a day for so many. */
export function openFlight(
  flights: Flights | Draft,
  { flight_number, date }: FlightOnDay,
  cabin: Cabin,
  seats: number,
): { flight: FlightRecord; day: OpenDay } {
  const flight = flights.flight(flight_number)
  const day = flight?.dates[date]
  if (!flight || !day) throw new Refusal('flight_not_found', `There is no flight ${flight_number} on ${date}.`)
  if (!isOpen(day)) throw new Refusal('flight_not_available', `Flight ${flight_number} cannot be booked on ${date}.`)
  if (day.available_seats[cabin] < seats)
    throw new Refusal(
      'not_enough_seats',
      `Flight ${flight_number} on ${date} has ${day.available_seats[cabin]} seats in ${cabinText(cabin)}.`,
    )
  return { flight, day }
}

export const bookedFlight = (
  { flight, day }: { flight: FlightRecord; day: OpenDay },
  date: string,
  cabin: Cabin,
): BookedFlight => ({
  origin: flight.origin,
  destination: flight.destination,
  flight_number: flight.flight_number,
  date,
  price: day.prices[cabin],
})

/** The flights of a reservation after a change: one that stays in the same cabin keeps its price, every other has that of today. */
export function flightsAfter(
  flights: Flights | Draft,
  record: ReservationRecord,
  cabin: Cabin,
  wanted: readonly FlightOnDay[],
): BookedFlight[] {
  return wanted.map((one) => {
    const kept = record.flights.find(
      ({ flight_number, date }) => flight_number === one.flight_number && date === one.date,
    )
    if (kept && cabin === record.cabin) return { ...kept }
    return bookedFlight(openFlight(flights, one, cabin, record.passengers.length), one.date, cabin)
  })
}

export type WantedChange = {
  cabin?: Cabin | undefined
  flights?: readonly FlightOnDay[] | undefined
  outbound?: readonly FlightOnDay[] | undefined
  return?: readonly FlightOnDay[] | undefined
}

export function changeQuote(sight: Sight, record: ReservationRecord, wanted: WantedChange): ChangeQuote {
  if (record.status === 'cancelled') throw new Refusal('already_cancelled')
  const cabin = wanted.cabin ?? record.cabin
  const split = splitAt(record)
  const chosen = wanted.flights ?? [
    ...(wanted.outbound ?? record.flights.slice(0, split)),
    ...(wanted.return ?? record.flights.slice(split)),
  ]
  const after = flightsAfter(flightsOf(sight), record, cabin, chosen)
  const oldTotal = fareOf(record)
  const newTotal = after.reduce((sum, { price }) => sum + price, 0) * record.passengers.length
  const difference = newTotal - oldTotal
  const user = userOf(sight, record.user_id)
  const [paidFirst] = record.payment_history
  const original = paidFirst === undefined ? undefined : user.payment_methods[paidFirst.payment_id]
  return {
    reservation_id: record.reservation_id,
    cabin,
    cabin_text: cabinText(cabin),
    flights: after.map(({ flight_number, date }) => ({ flight_number, date })),
    flights_text: flightsText(after),
    old_total: oldTotal,
    new_total: newTotal,
    price_difference: difference,
    to_pay: Math.max(0, difference),
    to_refund: Math.max(0, -difference),
    changes_flights: JSON.stringify(record.flights.map(numberAndDay)) !== JSON.stringify(after.map(numberAndDay)),
    changes_cabin: cabin !== record.cabin,
    original_payment: original ? methodView(original) : null,
  }
}

const numberAndDay = ({ flight_number, date }: FlightOnDay) => [flight_number, date]
export const flightsText = (flights: readonly BookedFlight[]): string =>
  flights
    .map(
      ({ flight_number, origin, destination, date }) =>
        `${flight_number} ${origin} to ${destination} on ${dayText(date)}`,
    )
    .join(', ')

type BookingWish = {
  user_id: string
  flights: readonly FlightOnDay[]
  cabin: Cabin
  passengers: number
  total_baggages: number
  insurance: 'yes' | 'no'
}

export function bookingQuote(sight: Sight, wish: BookingWish) {
  const user = userOf(sight, wish.user_id)
  if (wish.passengers > limits.passengers) throw new Refusal('too_many_passengers')
  const flights = wish.flights.map((one) =>
    bookedFlight(openFlight(flightsOf(sight), one, wish.cabin, wish.passengers), one.date, wish.cabin),
  )
  const each = flights.reduce((sum, { price }) => sum + price, 0)
  const free = tariff.freeBags[user.membership][wish.cabin] * wish.passengers
  const nonfree = Math.max(0, wish.total_baggages - free)
  const insurance = wish.insurance === 'yes' ? tariff.insurance * wish.passengers : 0
  return {
    fare: each * wish.passengers,
    price_per_passenger: each,
    passenger_count: wish.passengers,
    free_bags: free,
    nonfree_baggages: nonfree,
    bags_price: nonfree * tariff.bag,
    insurance_price: insurance,
    total: each * wish.passengers + nonfree * tariff.bag + insurance,
    origin: flights[0]?.origin ?? '',
    destination: turningPoint(flights),
    flights_text: flightsText(flights),
    cabin_text: cabinText(wish.cabin),
  }
}

/** Where flights lead: their end or, where they come back to where they began, the end of the way out. */
function turningPoint(flights: readonly BookedFlight[]): string {
  const first = flights[0]
  const last = flights.at(-1)
  if (!first || !last || last.destination !== first.origin) return last?.destination ?? ''
  let [turn, longest] = [Math.ceil(flights.length / 2) - 1, -1]
  for (let index = 0; index < flights.length - 1; index += 1) {
    const stay = Date.parse(flights[index + 1]?.date ?? '') - Date.parse(flights[index]?.date ?? '')
    if (stay > longest && stay > 0) [turn, longest] = [index, stay]
  }
  return flights[turn]?.destination ?? ''
}

export function baggageQuote(
  sight: Sight,
  record: ReservationRecord,
  wish: { add?: number | undefined; total_baggages?: number | undefined },
) {
  if (record.status === 'cancelled') throw new Refusal('already_cancelled')
  const total = wish.total_baggages ?? record.total_baggages + (wish.add ?? 0)
  if (total < record.total_baggages) throw new Refusal('bags_cannot_be_removed')
  const free = tariff.freeBags[userOf(sight, record.user_id).membership][record.cabin] * record.passengers.length
  const nonfree = Math.max(0, total - free)
  return {
    reservation_id: record.reservation_id,
    total_baggages: total,
    nonfree_baggages: nonfree,
    added: total - record.total_baggages,
    free_bags: free,
    price: tariff.bag * Math.max(0, nonfree - record.nonfree_baggages),
  }
}
