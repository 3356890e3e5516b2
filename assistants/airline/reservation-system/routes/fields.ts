import { z } from 'zod'
import { cabins } from '../records.ts'
import * as wire from '../wire.ts'

/** What requests are made of. */
export const id = z.string().min(1).max(80)
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD')
export const place = z.string().min(1).max(120)
export const cabin = z.enum(cabins)
export const flights = z
  .array(z.object({ flight_number: id, date: day }))
  .min(1)
  .max(12)
export const passengers = z.array(wire.person).min(1).max(9)
export const bags = z.int().min(0).max(99)
export const yesNo = z.enum(['yes', 'no'])
/** Why flights cannot be had. */
export const notBookable = ['flight_not_found', 'flight_not_available', 'not_enough_seats'] as const
