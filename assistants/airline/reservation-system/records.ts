import { z } from 'zod'

/**
 * What is stored: three tables of documents, in the shapes of the public airline data that agents are measured with, so that its database can
 * be loaded as it is. Money is whole US dollars; times are EST, days YYYY-MM-DD.
 */
export const cabins = ['basic_economy', 'economy', 'business'] as const
export type Cabin = (typeof cabins)[number]

const text = z.string()
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const clockTime = z.string().regex(/^\d{2}:\d{2}:\d{2}(\+\d)?$/)
const perCabin = z.object({ basic_economy: z.int(), economy: z.int(), business: z.int() })

const openDay = z.object({ status: z.literal('available'), available_seats: perCabin, prices: perCabin })
const otherDay = z.looseObject({ status: z.enum(['on time', 'delayed', 'flying', 'landed', 'cancelled']) })
export const flightRecord = z.object({
  flight_number: text,
  origin: text,
  destination: text,
  scheduled_departure_time_est: clockTime,
  scheduled_arrival_time_est: clockTime,
  dates: z.record(day, z.discriminatedUnion('status', [openDay, otherDay])),
})
export type FlightRecord = z.output<typeof flightRecord>
export type FlightDay = FlightRecord['dates'][string]
export type OpenDay = z.output<typeof openDay>

const person = z.object({ first_name: text, last_name: text, dob: day })
export type Person = z.output<typeof person>
const paymentMethod = z.discriminatedUnion('source', [
  z.object({ source: z.literal('credit_card'), brand: text, last_four: text, id: text }),
  z.object({ source: z.literal('gift_card'), amount: z.number(), id: text }),
  z.object({ source: z.literal('certificate'), amount: z.number(), id: text }),
])
export type PaymentMethodRecord = z.output<typeof paymentMethod>

export const userRecord = z.object({
  name: z.object({ first_name: text, last_name: text }),
  address: z.object({ address1: text, address2: text, city: text, country: text, state: text, zip: text }),
  email: text,
  dob: day,
  payment_methods: z.record(text, paymentMethod),
  saved_passengers: z.array(person),
  membership: z.enum(['regular', 'silver', 'gold']),
  reservations: z.array(text),
})
export type UserRecord = z.output<typeof userRecord>

export const reservationRecord = z.object({
  reservation_id: text,
  user_id: text,
  origin: text,
  destination: text,
  flight_type: z.enum(['one_way', 'round_trip']),
  cabin: z.enum(cabins),
  flights: z
    .array(z.object({ origin: text, destination: text, flight_number: text, date: day, price: z.number() }))
    .min(1),
  passengers: z.array(person).min(1),
  payment_history: z.array(z.object({ payment_id: text, amount: z.number() })),
  created_at: text,
  total_baggages: z.int(),
  nonfree_baggages: z.int(),
  insurance: z.enum(['yes', 'no']),
  /** Only there once it is cancelled. */
  status: z.literal('cancelled').optional(),
})
export type ReservationRecord = z.output<typeof reservationRecord>
export type BookedFlight = ReservationRecord['flights'][number]
export type Payment = ReservationRecord['payment_history'][number]

export const databaseFile = z.object({
  flights: z.record(text, flightRecord),
  reservations: z.record(text, reservationRecord),
  users: z.record(text, userRecord),
})
export type DatabaseContent = z.output<typeof databaseFile>
