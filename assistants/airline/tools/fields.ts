import { z } from 'zod'
import { cabins } from '../reservation-system/wire.ts'

export const shortText = (most: number) => z.string().trim().min(1).max(most)

/** `K1NW8N`; what does not look like one is refused as not found, not as a mistake. */
export const reservationId = shortText(20).transform((id) => id.toUpperCase())
export const userId = shortText(60).transform((id) => id.toLowerCase())
export const flightNumber = shortText(12).transform((number) => number.replace(/[\s-]/g, '').toUpperCase())
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/, 'a day is written YYYY-MM-DD')
  .transform((value) => value.slice(0, 10))

/** "Basic Economy" is `basic_economy`; slots may hold what people say. */
const word = (value: unknown) =>
  typeof value === 'string'
    ? value
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_')
    : value
export const cabin = z.preprocess(word, z.enum(cabins))
/** A cabin, or any. */
export const cabinOrAny = z.preprocess(word, z.enum([...cabins, 'any']))
export const flightType = z.preprocess(word, z.enum(['one_way', 'round_trip']))
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(word, z.enum(values))
export const yesNo = z.preprocess(
  (value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : word(value)),
  z.enum(['yes', 'no']),
)

/** A flight on a day; further fields of a leg or an option are passed over. */
export const flights = z
  .array(z.object({ flight_number: flightNumber, date: day }))
  .min(1)
  .max(8)
export const passengers = z
  .array(z.object({ first_name: shortText(60), last_name: shortText(60), dob: day }))
  .min(1)
  .max(9)
export const payments = z
  .array(z.object({ payment_id: shortText(60), amount: z.number().min(0) }))
  .min(1)
  .max(9)
export const bags = z.int().min(0).max(99)
export const place = shortText(80).describe(
  'Airport code, city, state or region: "JFK", "New York", "West Coast", "EWR or JFK"',
)
export const time = shortText(12).describe('"11:00", "11am"')
