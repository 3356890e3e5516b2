import { languageOf } from '../index/build-index.ts'
import type { SeenColumns } from '../index/index-form.ts'

export interface Filters {
  /** `en-US` sees articles in `en-US` and `en`. */
  locale?: string
  /** Which audiences the reader belongs to, beside `everyone`. */
  audience?: readonly string[]
  /** `orders` sees `orders` and everything below it, such as `orders/returns`. */
  category?: string
  /** Articles outside their validity are not seen. Milliseconds since the epoch. */
  nowMs: number
  /** true: whatever its audience and validity; for examinations at build. */
  everything?: boolean
}

/** Whether a reader sees a document. The few different values are judged once, each document then costs five look-ups. */
export function seenBy(
  { locales, audiences, categories, ...columns }: SeenColumns,
  { locale, audience, category, nowMs, everything }: Filters,
): (document: number) => boolean {
  const isLocale = locales.map((one) => locale === undefined || one === locale || one === languageOf(locale))
  const isAudience = audiences.map((list) => list.some((one) => one === 'everyone' || audience?.includes(one)))
  const isCategory = categories.map(
    (one) => category === undefined || one === category || one.startsWith(`${category}/`),
  )
  return (document) =>
    isLocale[columns.locale[document]!]! &&
    isCategory[columns.category[document]!]! &&
    (everything === true ||
      (nowMs >= columns.validFrom[document]! &&
        nowMs < columns.validUntil[document]! &&
        isAudience[columns.audience[document]!]!))
}
