import { addDays } from '../calendar.ts'
import type { Cabin, FlightDay, FlightRecord } from '../records.ts'
import { seededRandom } from './random.ts'

/** Every route is flown there and back: `from to minutes` and the EST hour at which each way leaves. */
const routes = `
JFK SFO 375 08:00 15:30
JFK SFO 375 18:00 21:30
JFK LAX 370 09:30 12:00
JFK SEA 360 07:30 14:00
JFK SEA 360 17:00 22:00
JFK ORD 150 06:30 12:30
JFK ATL 150 11:30 16:00
JFK MIA 185 10:00 17:30
EWR ORD 150 08:30 15:00
EWR SFO 380 07:00 20:30
EWR MCO 170 13:00 18:30
EWR SEA 365 12:30 06:00
LGA ATL 150 09:00 19:00
LGA ORD 155 14:30 18:00
BOS ORD 170 07:00 13:30
BOS MCO 190 12:00 16:30
BOS PHL 85 10:30 14:30
BOS LAS 340 08:30 15:00
ORD SFO 270 12:00 07:30
ORD SEA 265 13:00 08:00
ORD DEN 160 11:00 17:00
ORD PHL 120 16:00 09:30
ORD MSP 90 10:00 13:00
ATL MIA 115 14:00 08:30
ATL DFW 140 12:30 17:30
ATL PHL 120 15:30 07:00
ATL DTW 115 18:00 10:30
DFW LAX 190 09:00 14:30
DFW DEN 130 11:30 16:30
DFW IAH 70 13:30 08:00
DEN SFO 155 15:30 10:00
DEN LAX 145 14:30 11:00
DEN SEA 165 16:00 09:30
LAS IAH 185 10:30 15:30
LAS DEN 120 08:00 18:30
CLT MCO 100 09:30 12:30
CLT PHL 95 11:30 16:30
PHX LAX 85 12:30 17:30
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string, string, string])

/** Days of the timetable around today. */
export const timetableDays = { before: 12, after: 15 } as const

/** What the airline did to certain flights, so that each rule has a case. Days count from today. */
const incidents: Record<string, FlightDay['status']> = {
  'KES107 -1': 'cancelled',
  'KES135 1': 'cancelled',
  'KES151 2': 'cancelled',
  'KES113 0': 'delayed',
  'KES120 0': 'delayed',
  'KES152 0': 'delayed',
}

const clock = (minutes: number): string => {
  const ofDay = minutes % 1_440
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}:00${minutes >= 1_440 ? '+1' : ''}`
}
const minutesOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** What a seat costs by itself, before the day's ups and downs: longer flights cost more, business several times as much. */
const basePrice = (minutes: number, cabin: Cabin): number =>
  Math.round({ basic_economy: 40 + minutes * 0.12, economy: 80 + minutes * 0.25, business: 220 + minutes * 1.6 }[cabin])

/** Flights KES101, KES102 …: odd ones go out, even ones come back. `now` is EST. */
export function timetable(now: string): Record<string, FlightRecord> {
  const today = now.slice(0, 10)
  const minuteNow = minutesOfDay(now.slice(11))
  const random = seededRandom(20_240_611)
  const flights: Record<string, FlightRecord> = {}
  for (const [index, [from, to, minutesText, out, back]] of routes.entries()) {
    for (const [way, departs] of [out, back].entries()) {
      const minutes = Number(minutesText)
      const flight_number = `KES${101 + index * 2 + way}`
      const departure = minutesOfDay(departs)
      const dates: FlightRecord['dates'] = {}
      for (let offset = -timetableDays.before; offset <= timetableDays.after; offset += 1) {
        const day = addDays(today, offset)
        // The same draws whatever comes of the day, so that an incident changes nothing else.
        const factor = 0.85 + random.share() * 0.4
        const seats = [random.between(0, 12), random.between(2, 20), random.between(1, 9)] as const
        const price = (cabin: Cabin) => Math.round(basePrice(minutes, cabin) * factor)
        const status = incidents[`${flight_number} ${offset}`] ?? statusAt(offset, departure, minutes, minuteNow)
        dates[day] =
          status === 'available'
            ? {
                status,
                available_seats: { basic_economy: seats[0], economy: seats[1], business: seats[2] },
                prices: {
                  basic_economy: price('basic_economy'),
                  economy: price('economy'),
                  business: price('business'),
                },
              }
            : withTimes(status, day, departure, minutes)
      }
      flights[flight_number] = {
        flight_number,
        origin: way === 0 ? from : to,
        destination: way === 0 ? to : from,
        scheduled_departure_time_est: clock(departure),
        scheduled_arrival_time_est: clock(departure + minutes),
        dates,
      }
    }
  }
  return flights
}

/** Today's flights are no longer sold: they are on time, in the air or there. */
function statusAt(offset: number, departure: number, minutes: number, minuteNow: number): FlightDay['status'] {
  if (offset > 0) return 'available'
  if (offset < 0 || departure + minutes <= minuteNow) return 'landed'
  return departure <= minuteNow ? 'flying' : 'on time'
}

const delayMinutes = 150

function withTimes(
  status: Exclude<FlightDay['status'], 'available'>,
  day: string,
  departure: number,
  minutes: number,
): FlightDay {
  const late = status === 'delayed' ? delayMinutes : 0
  const at = (minute: number) => `${minute >= 1_440 ? addDays(day, 1) : day}T${clock(minute).slice(0, 8)}`
  const [leaves, lands] = [at(departure + late), at(departure + minutes + late)]
  if (status === 'cancelled') return { status }
  if (status === 'landed') return { status, actual_departure_time_est: leaves, actual_arrival_time_est: lands }
  if (status === 'flying') return { status, actual_departure_time_est: leaves, estimated_arrival_time_est: lands }
  return { status, estimated_departure_time_est: leaves, estimated_arrival_time_est: lands }
}

/** What a seat cost when it was booked: what it costs now or, for a day that is no longer sold, its price by itself. */
export function bookedPrice(flight: FlightRecord, day: string, cabin: Cabin): number {
  const found = flight.dates[day]
  if (found?.status === 'available') return (found as Extract<FlightDay, { status: 'available' }>).prices[cabin]
  const minutes =
    minutesOfDay(flight.scheduled_arrival_time_est) + (flight.scheduled_arrival_time_est.endsWith('+1') ? 1_440 : 0)
  return basePrice(minutes - minutesOfDay(flight.scheduled_departure_time_est), cabin)
}
