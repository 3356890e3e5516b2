import type { z } from 'zod'
import { addDays, clockMinutes, daysLater, durationText, minutesOf, shortTime } from './calendar.ts'
import { placesIn } from './places.ts'
import { Refusal } from './problem.ts'
import { type Cabin, cabins, type FlightRecord, type OpenDay } from './records.ts'
import type { Sight } from './views.ts'
import { cabinText } from './views.ts'
import type * as wire from './wire.ts'

export type FoundFlight = z.output<typeof wire.foundFlight>
export type FlightOption = z.output<typeof wire.flightOption>
export type RoundTripOption = z.output<typeof wire.roundTripOption>

export type Wishes = {
  cabin?: Cabin | undefined
  passengers: number
  stops: 'nonstop' | 'one_stop' | 'any'
  depart_after?: string | undefined
  depart_before?: string | undefined
  arrive_after?: string | undefined
  arrive_before?: string | undefined
  sort: 'price' | 'duration' | 'departure'
}

export function airportsFor(words: string): string[] {
  const found = placesIn(words)
  if (found.length === 0) throw new Refusal('place_not_found', `No airport is known as "${words}".`)
  return found
}

/** Flights of that day that can be booked. */
function bookable(
  { database }: Sight,
  date: string,
  fits: (flight: FlightRecord) => boolean,
): [FlightRecord, OpenDay][] {
  return Object.values(database.flights).flatMap((flight): [FlightRecord, OpenDay][] => {
    const day = flight.dates[date]
    return day && isOpen(day) && fits(flight) ? [[flight, day]] : []
  })
}

export const isOpen = (day: FlightRecord['dates'][string]): day is OpenDay => day.status === 'available'

const found = (flight: FlightRecord, day: OpenDay, date: string): FoundFlight => ({
  flight_number: flight.flight_number,
  origin: flight.origin,
  destination: flight.destination,
  date,
  status: day.status,
  scheduled_departure_time_est: flight.scheduled_departure_time_est,
  scheduled_arrival_time_est: flight.scheduled_arrival_time_est,
  available_seats: day.available_seats,
  prices: day.prices,
})

export function directFlights(
  sight: Sight,
  from: readonly string[],
  to: readonly string[],
  date: string,
): FoundFlight[] {
  return bookable(sight, date, ({ origin, destination }) => from.includes(origin) && to.includes(destination)).map(
    ([flight, day]) => found(flight, day, date),
  )
}

export function oneStopFlights(
  sight: Sight,
  from: readonly string[],
  to: readonly string[],
  date: string,
): FoundFlight[][] {
  const firsts = bookable(sight, date, ({ origin, destination }) => from.includes(origin) && !to.includes(destination))
  return firsts.flatMap(([first, day]) => {
    const arrival = first.scheduled_arrival_time_est
    const nextDay = addDays(date, daysLater(arrival))
    const landed = minutesOf(arrival) - daysLater(arrival) * 1_440
    return bookable(
      sight,
      nextDay,
      (second) =>
        second.origin === first.destination &&
        to.includes(second.destination) &&
        minutesOf(second.scheduled_departure_time_est) >= landed,
    ).map(([second, secondDay]) => [found(first, day, date), found(second, secondDay, nextDay)])
  })
}

/** Every way from one place to another on a day that fits the wishes, the best first. */
export function options(
  sight: Sight,
  from: readonly string[],
  to: readonly string[],
  date: string,
  wishes: Wishes,
): FlightOption[] {
  const ways = [
    ...(wishes.stops === 'one_stop' ? [] : directFlights(sight, from, to, date).map((flight) => [flight])),
    ...(wishes.stops === 'nonstop' ? [] : oneStopFlights(sight, from, to, date)),
  ]
  const after = timeOf(wishes.depart_after)
  const before = timeOf(wishes.depart_before)
  const arrivesFrom = timeOf(wishes.arrive_after)
  const arrives = timeOf(wishes.arrive_before)
  return ways
    .flatMap((flights) => optionOf(flights, wishes))
    .filter(
      (option) =>
        (after === null || minutesOf(option.departure_time) >= after) &&
        (before === null || minutesOf(option.departure_time) <= before) &&
        (arrivesFrom === null || minutesOf(option.arrival_time) + option.arrives_days_later * 1_440 >= arrivesFrom) &&
        (arrives === null || minutesOf(option.arrival_time) + option.arrives_days_later * 1_440 <= arrives),
    )
    .sort(byWish(wishes.sort))
}

function timeOf(words: string | undefined): number | null {
  if (words === undefined) return null
  const minutes = clockMinutes(words)
  if (minutes === null) throw new Refusal('invalid_request', `"${words}" is no time of day; write 11:00 or 11am.`)
  return minutes
}

/** No option where no cabin, or not the wanted one, has seats for all. */
function optionOf(flights: FoundFlight[], { cabin: wanted, passengers }: Wishes): FlightOption[] {
  const first = flights[0]
  const last = flights.at(-1)
  if (!first || !last) return []
  const prices = perCabin((cabin) => flights.reduce((sum, flight) => sum + flight.prices[cabin], 0))
  const seats = perCabin((cabin) => Math.min(...flights.map((flight) => flight.available_seats[cabin])))
  const possible = cabins.filter((cabin) => seats[cabin] >= passengers && (wanted === undefined || cabin === wanted))
  const [cabin] = possible.sort((a, b) => prices[a] - prices[b])
  if (cabin === undefined) return []
  const dayMinutes = (date: string) => Date.parse(`${date}T00:00:00Z`) / 60_000
  const begins = dayMinutes(first.date) + minutesOf(first.scheduled_departure_time_est)
  const ends = dayMinutes(last.date) + minutesOf(last.scheduled_arrival_time_est)
  const via = flights.length > 1 ? first.destination : null
  const departure = shortTime(first.scheduled_departure_time_est)
  const arrival = shortTime(last.scheduled_arrival_time_est)
  const later = Math.floor(ends / 1_440) - Math.floor(begins / 1_440)
  const numbers = flights.map(({ flight_number }) => flight_number).join(' and ')
  const stopsText = via === null ? 'nonstop' : `1 stop in ${via}`
  return [
    {
      label: `${numbers}: ${first.origin} ${departure} to ${last.destination} ${arrival}${later > 0 ? ' (next day)' : ''}, ${stopsText}, ${durationText(ends - begins)}, $${prices[cabin]} in ${cabinText(cabin)}`,
      flights: flights.map(({ flight_number, date }) => ({ flight_number, date })),
      flight_numbers: numbers,
      origin: first.origin,
      destination: last.destination,
      date: first.date,
      stops: flights.length - 1,
      via,
      departure_time: departure,
      departure_words: timeWords(departure),
      arrival_time: arrival,
      arrives_days_later: later,
      duration_minutes: ends - begins,
      duration_text: durationText(ends - begins),
      prices,
      seats,
      cabin,
      price: prices[cabin],
      total: prices[cabin] * passengers,
    },
  ]
}

/** "14:00 2 pm 2pm 2:00 pm": how people name a time of day. */
function timeWords(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const half = hours < 12 ? 'am' : 'pm'
  const hour = hours % 12 === 0 ? 12 : hours % 12
  const exact = `${hour}:${String(minutes).padStart(2, '0')} ${half}`
  return minutes === 0 ? `${time} ${hour} ${half} ${hour}${half} ${exact}` : `${time} ${exact}`
}

const perCabin = (value: (cabin: Cabin) => number): Record<Cabin, number> => ({
  basic_economy: value('basic_economy'),
  economy: value('economy'),
  business: value('business'),
})

type Comparable = Pick<FlightOption, 'price' | 'duration_minutes' | 'departure_time'>
const byWish =
  (sort: Wishes['sort']) =>
  (a: Comparable, b: Comparable): number => {
    const price = a.price - b.price
    const duration = a.duration_minutes - b.duration_minutes
    const departure = minutesOf(a.departure_time) - minutesOf(b.departure_time)
    if (sort === 'price') return price || duration || departure
    return sort === 'duration' ? duration || price || departure : departure || price || duration
  }

/** Of each way out and back the best few: beyond them no combination is among the first. */
const consideredPerDirection = 40

/** Ways there and back between the same two airports, in one cabin, the best first. */
export function roundTrips(
  sight: Sight,
  from: readonly string[],
  to: readonly string[],
  days: { out: string; back: string },
  wishes: Wishes,
): RoundTripOption[] {
  const sort = byWish(wishes.sort)
  const inCabins = wishes.cabin === undefined ? cabins : [wishes.cabin]
  const all = inCabins.flatMap((cabin) => {
    const inCabin = { ...wishes, cabin }
    return from.flatMap((origin) =>
      to.flatMap((destination) => {
        const back = options(sight, [destination], [origin], days.back, inCabin).slice(0, consideredPerDirection)
        return options(sight, [origin], [destination], days.out, inCabin)
          .slice(0, consideredPerDirection)
          .flatMap((out) => back.map((way) => roundTripOf(out, way, wishes.passengers)))
      }),
    )
  })
  return all.sort((a, b) => sort(comparable(a), comparable(b)))
}

const comparable = ({ outbound, return: back, price }: RoundTripOption): Comparable => ({
  price,
  duration_minutes: outbound.duration_minutes + back.duration_minutes,
  departure_time: outbound.departure_time,
})

const roundTripOf = (outbound: FlightOption, back: FlightOption, passengers: number): RoundTripOption => ({
  label: `out ${outbound.date} ${outbound.label}; back ${back.date} ${back.label}; together $${outbound.price + back.price}`,
  outbound,
  return: back,
  flights: [...outbound.flights, ...back.flights],
  origin: outbound.origin,
  destination: outbound.destination,
  cabin: outbound.cabin,
  price: outbound.price + back.price,
  total: (outbound.price + back.price) * passengers,
})
