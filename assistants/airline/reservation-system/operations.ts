import type { Draft } from './database.ts'
import { limits, tariff } from './limits.ts'
import { Refusal } from './problem.ts'
import { bookedFlight, type FlightOnDay, flightsAfter, openFlight } from './quotes.ts'
import type { BookedFlight, Cabin, Payment, Person, ReservationRecord, UserRecord } from './records.ts'
import { fareOf } from './views.ts'

/**
 * Everything that changes the data. What only a policy forbids (basic economy, 24 hours, insurance) is the assistant's matter; refused is what
 * is impossible. As in the public data this follows: seats are taken by bookings and not moved by changes, and money given back is
 * noted in the payment history, not added to gift cards. Travel documents settle the rest outside.
 */
export type Booking = {
  user_id: string
  origin: string
  destination: string
  flight_type: 'one_way' | 'round_trip'
  cabin: Cabin
  flights: readonly FlightOnDay[]
  passengers: readonly Person[]
  payment_methods: readonly Payment[]
  total_baggages: number
  nonfree_baggages: number
  insurance: 'yes' | 'no'
}

export function book(draft: Draft, booking: Booking, now: string, isTaken: (id: string) => boolean): ReservationRecord {
  const user = userIn(draft, booking.user_id)
  const count = booking.passengers.length
  if (count > limits.passengers) throw new Refusal('too_many_passengers')
  const open = booking.flights.map((one) => ({ one, found: openFlight(draft, one, booking.cabin, count) }))
  const flights = open.map(({ one, found }) => bookedFlight(found, one.date, booking.cabin))
  const price =
    flights.reduce((sum, flight) => sum + flight.price, 0) * count +
    (booking.insurance === 'yes' ? tariff.insurance * count : 0) +
    tariff.bag * booking.nonfree_baggages
  const payments = inProfileOrder(user, booking.payment_methods)
  checkPayments(user, payments)
  const paid = payments.reduce((sum, { amount }) => sum + amount, 0)
  if (paid !== price) throw new Refusal('payment_does_not_add_up', `The price is ${price}, the payments are ${paid}.`)
  for (const { payment_id, amount } of payments) {
    const method = user.payment_methods[payment_id]
    if (method?.source === 'gift_card') method.amount -= amount
    // What is left on a certificate is lost.
    if (method?.source === 'certificate') delete user.payment_methods[payment_id]
  }
  for (const { found } of open) found.day.available_seats[booking.cabin] -= count
  const record: ReservationRecord = {
    reservation_id: newReservationId(isTaken),
    user_id: booking.user_id,
    origin: booking.origin,
    destination: booking.destination,
    flight_type: booking.flight_type,
    cabin: booking.cabin,
    flights,
    passengers: booking.passengers.map(personOf),
    payment_history: payments,
    created_at: now,
    total_baggages: booking.total_baggages,
    nonfree_baggages: booking.nonfree_baggages,
    insurance: booking.insurance,
  }
  draft.addReservation(record)
  user.reservations.push(record.reservation_id)
  return record
}

export function updateFlights(
  draft: Draft,
  change: { reservation_id: string; cabin: Cabin; flights: readonly FlightOnDay[]; payment_id: string },
): { record: ReservationRecord; previous: BookedFlight[]; price_difference: number } {
  const record = activeIn(draft, change.reservation_id)
  const flights = flightsAfter(draft, record, change.cabin, change.flights)
  const difference = flights.reduce((sum, { price }) => sum + price, 0) * record.passengers.length - fareOf(record)
  payForChange(draft, record, change.payment_id, difference)
  const previous = record.flights
  record.flights = flights
  record.cabin = change.cabin
  return { record, previous, price_difference: difference }
}

export function updatePassengers(
  draft: Draft,
  id: string,
  passengers: readonly Person[],
): { record: ReservationRecord; previous: Person[] } {
  const record = activeIn(draft, id)
  if (passengers.length !== record.passengers.length) throw new Refusal('passenger_count_differs')
  const previous = record.passengers
  record.passengers = passengers.map(personOf)
  return { record, previous }
}

export function updateBaggages(
  draft: Draft,
  change: { reservation_id: string; total_baggages: number; nonfree_baggages: number; payment_id: string },
): { record: ReservationRecord; price: number } {
  const record = activeIn(draft, change.reservation_id)
  if (change.total_baggages < record.total_baggages) throw new Refusal('bags_cannot_be_removed')
  const price = tariff.bag * Math.max(0, change.nonfree_baggages - record.nonfree_baggages)
  payForChange(draft, record, change.payment_id, price)
  record.total_baggages = change.total_baggages
  record.nonfree_baggages = change.nonfree_baggages
  return { record, price }
}

export function cancel(draft: Draft, id: string): { record: ReservationRecord; refunds: Payment[] } {
  const record = activeIn(draft, id)
  const refunds = record.payment_history.map(({ payment_id, amount }) => ({ payment_id, amount: -amount }))
  record.payment_history.push(...refunds)
  record.status = 'cancelled'
  return { record, refunds }
}

export function addCertificate(draft: Draft, userId: string, amount: number): string {
  const user = userIn(draft, userId)
  const own = Object.values(user.payment_methods).filter(({ source }) => source === 'certificate')
  if (own.length >= limits.certificates) throw new Refusal('too_many_certificates')
  for (let count = 0; ; count += 1) {
    const id = `certificate_${1_000_000 + (scattered(`${userId} ${count}`) % 9_000_000)}`
    if (id in user.payment_methods) continue
    user.payment_methods[id] = { source: 'certificate', amount, id }
    return id
  }
}

/** One gift card or credit card of the profile; what is given back is noted on it too. */
function payForChange(draft: Draft, record: ReservationRecord, paymentId: string, amount: number): void {
  const method = userIn(draft, record.user_id).payment_methods[paymentId]
  if (!method) throw new Refusal('payment_method_not_found')
  if (method.source === 'certificate') throw new Refusal('certificate_not_allowed')
  if (method.source === 'gift_card') {
    if (method.amount < amount) throw new Refusal('balance_too_low')
    method.amount -= amount
  }
  if (amount !== 0) record.payment_history.push({ payment_id: paymentId, amount })
}

function checkPayments(user: UserRecord, payments: readonly Payment[]): void {
  const used = { certificate: 0, gift_card: 0, credit_card: 0 }
  for (const { payment_id, amount } of payments) {
    const method = user.payment_methods[payment_id]
    if (!method) throw new Refusal('payment_method_not_found', `${payment_id} is not in the profile.`)
    if (method.source !== 'credit_card' && method.amount < amount) throw new Refusal('balance_too_low')
    used[method.source] += 1
    if (used[method.source] > limits.payments[method.source]) throw new Refusal('too_many_payment_methods')
  }
}

const kindOrder = ['certificate', 'gift_card', 'credit_card']

/** The order in which a caller lists payments means nothing: certificates, gift cards, credit cards, each as the profile has them. */
function inProfileOrder(user: UserRecord, payments: readonly Payment[]): Payment[] {
  const place = Object.keys(user.payment_methods)
  const rank = ({ payment_id }: Payment) =>
    kindOrder.indexOf(user.payment_methods[payment_id]?.source ?? '') * place.length + place.indexOf(payment_id)
  return payments.map(({ payment_id, amount }) => ({ payment_id, amount })).sort((a, b) => rank(a) - rank(b))
}

const personOf = ({ first_name, last_name, dob }: Person): Person => ({ first_name, last_name, dob })

function userIn(draft: Draft, id: string): UserRecord {
  const user = draft.user(id)
  if (!user) throw new Refusal('user_not_found')
  return user
}

function activeIn(draft: Draft, id: string): ReservationRecord {
  const record = draft.reservation(id)
  if (!record) throw new Refusal('reservation_not_found')
  if (record.status === 'cancelled') throw new Refusal('already_cancelled')
  return record
}

const idLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'

/** The next free one of a fixed series: the same bookings made in the same order have the same numbers. */
function newReservationId(isTaken: (id: string) => boolean): string {
  for (let count = 0; ; count += 1) {
    let rest = scattered(`reservation ${count}`)
    let id = ''
    for (let place = 0; place < 6; place += 1) {
      id += idLetters[rest % idLetters.length] ?? ''
      rest = Math.floor(rest / idLetters.length) + scattered(`${count} ${place}`)
    }
    if (!isTaken(id)) return id
  }
}

/** FNV-1a, 32 bits: spreads counters over numbers; never for secrets. */
function scattered(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash
}
