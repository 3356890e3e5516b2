import { z } from 'zod'

/** One of a few words; "In Store" and "in_store" are read as `in-store`, so that slots can hold what people say. */
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .trim()
            .toLowerCase()
            .replace(/[\s_]+/g, '-')
        : value,
    z.enum(values),
  )

export const shortText = (most: number) => z.string().trim().min(1).max(most)
/** Numbers of orders, refunds, items: what does not look like one is refused as not found, not as a mistake. */
export const reference = shortText(40)
/** US dollars. */
export const dollars = z.number().positive().max(10_000)
export const count = z.int().min(1).max(20)
export const paymentMethod = choice(['credit-card', 'debit-card', 'paypal'])
export const refundMethod = choice(['gift-card', 'store-credit', 'paper-check', 'original-card'])
export const address = shortText(200).describe('One line: 12 Oak Street, Boston, MA 02110')

/** `MF-104233` from "mf 104233", "#104233" or "104233"; null where it can be none. */
export function orderNumberFrom(text: string): string | null {
  const digits = /^(?:MF)?[\s#-]*(\d{6,9})$/i.exec(text.trim().replace(/^#/, ''))?.[1]
  return digits === undefined ? null : `MF-${digits}`
}

/** The id as the shop writes it, or null where the text has another form. */
export const idFrom = (prefix: 'I' | 'RF', text: string): string | null =>
  new RegExp(`^${prefix}-\\d{5,9}$`).test(text.trim().toUpperCase()) ? text.trim().toUpperCase() : null

export const isPhone = (text: string): boolean =>
  /^\+?[\d\s().-]{10,25}$/.test(text.trim()) && text.replace(/\D/g, '').length >= 10
export const isFullName = (text: string): boolean =>
  /^\p{L}[\p{L}\p{M}'’.-]*(\s+[\p{L}\p{M}'’.-]+)+$/u.test(text.trim())
