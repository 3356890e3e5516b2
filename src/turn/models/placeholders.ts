import type { Json } from '#domain/json.ts'
import { findPersonalData, type PersonalDataKind } from '#privacy/index.ts'

/** Every placeholder that could be one of ours: what a model makes up must not reach a customer. */
const shape = /\[(?:email|phone|card|iban|national-id|address|ip|birth-date|name|secret) \d{1,3}\]/g

/** The longest placeholder: a piece of a stream that ends within one is held back until it is whole. */
const longestPlaceholder = 24

/** Beyond this many a text is a list of data and no message. */
const placeholdersAtMost = 200

/**
 * Personal data stays here: models get `[email 1]` in its place, the same for the same value throughout a turn, and what they write is given
 * back with the values in place.
 */
export class Placeholders {
  private readonly byValue = new Map<string, string>()
  private readonly values = new Map<string, string>()
  private readonly counts = new Map<PersonalDataKind, number>()

  /** The text with placeholders. */
  hide(text: string): string {
    let hidden = ''
    let from = 0
    for (const { start, end, kind } of findPersonalData(text)) {
      hidden += text.slice(from, start) + this.placeholder(kind, text.slice(start, end))
      from = end
    }
    return hidden + text.slice(from)
  }

  private placeholder(kind: PersonalDataKind, value: string): string {
    const key = `${kind} ${value}`
    const known = this.byValue.get(key)
    if (known !== undefined) return known
    const count = (this.counts.get(kind) ?? 0) + 1
    if (this.values.size >= placeholdersAtMost) return `[${kind}]`
    const made = `[${kind} ${count}]`
    this.counts.set(kind, count)
    this.byValue.set(key, made)
    this.values.set(made, value)
    return made
  }

  /** The text with the values back in place; null where it has a placeholder that stands for nothing. */
  show(text: string): string | null {
    let isWhole = true
    const shown = text.replace(shape, (found) => {
      const value = this.values.get(found)
      isWhole &&= value !== undefined
      return value ?? found
    })
    return isWhole ? shown : null
  }

  /** The same for every text inside a value. */
  showIn<T>(value: T): { value: T } | null {
    try {
      return { value: this.shown(value as Json) as T }
    } catch (error) {
      if (error instanceof UnknownPlaceholder) return null
      throw error
    }
  }

  private shown(value: Json): Json {
    if (typeof value === 'string') {
      const shown = this.show(value)
      if (shown === null) throw new UnknownPlaceholder()
      return shown
    }
    if (Array.isArray(value)) return value.map((inner) => this.shown(inner))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.shown(inner)]))
    return value
  }
}

class UnknownPlaceholder extends Error {}

/** How much of a stream may be passed on: all but what may be the beginning of a placeholder. */
export function wholeUpTo(text: string): number {
  const open = text.lastIndexOf('[')
  return open < 0 || text.indexOf(']', open) >= 0 || text.length - open > longestPlaceholder ? text.length : open
}
