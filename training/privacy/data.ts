import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listBits, type WordLists } from '../../src/privacy/tagger/features.ts'
import { labels, type TaggedLabel } from '../../src/privacy/tagger/tagger.ts'
import { tokensOf } from '../../src/privacy/tagger/tokens.ts'
import { makers, type Random } from './values.ts'

export interface GoldSpan {
  start: number
  end: number
  label: string
}
export interface Row {
  text: string
  /** In UTF-16 units. */
  spans: GoldSpan[]
  /** Sentences of one template are never on both sides of a split. */
  group: string
}

/** What the second file calls things, in the words of the first. */
const renamed: Record<string, string> = { ADDRESS: 'STREET_ADDRESS', LOCATION: 'GPE', PREFIX: 'TITLE' }
/** What the second file's sentences say without a mark, and the first marks. */
const unmarked: [RegExp, string][] = [
  [/\b(?:2001|1965)\b|the 1990s/g, 'DATE_TIME'],
  [/(?<=2001 )American|(?<=nice new )Thai/g, 'NRP'],
  [/(?<=only )14/g, 'AGE'],
  [/(?<=to )Texas/g, 'GPE'],
]

/** The rows of a file, offsets turned from code points into UTF-16 units. */
export function readRows(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const row = JSON.parse(line) as { text: string; template: string; spans: GoldSpan[] }
      const units: number[] = [0]
      for (const character of row.text) units.push((units.at(-1) as number) + character.length)
      const renames = row.spans.some(({ label }) => label in renamed) || /\{\{[a-z]/.test(row.template)
      const spans = row.spans.map(({ start, end, label }) => ({
        start: units[start] as number,
        end: units[end] as number,
        label: renamed[label] ?? label,
      }))
      if (renames) {
        for (const [pattern, label] of unmarked)
          for (const match of row.text.matchAll(pattern)) {
            const start = match.index
            const end = start + match[0].length
            if (!spans.some((span) => start < span.end && span.start < end)) spans.push({ start, end, label })
          }
        if (row.template.includes('{{state_abbr}} {{zipcode}}')) {
          const [state, zip] = spans.slice(-2)
          if (state) state.label = 'GPE'
          if (zip) zip.label = 'ZIP_CODE'
        }
      }
      spans.sort((a, b) => a.start - b.start)
      const group = row.template
        .replaceAll('\\', '')
        .replace(/2001|American|1965|(?:only )?14|the 1990s/g, '{{x}}')
        .replace(/(?:\{\{\w+\}\}[\s,]*)+/g, '#')
        .replace(/[^\p{L}#]+/gu, ' ')
        .toLowerCase()
        .trim()
      return { text: row.text, spans, group }
    })
}

const told =
  listBits.firstName |
  listBits.lastName |
  listBits.place |
  listBits.country |
  listBits.state |
  listBits.nationality |
  listBits.job
const days =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|to(?:day|morrow)|christmas|easter|january|february|march|april|may|june|july|august|september|october|november|december|\d+(?:st|nd|rd|th))\b/i

/**
 * What customers write about nothing personal, from the examples of an assistant's intents: every third line that has no marked value, no
 * capital inside, no day and no word that any list of names knows.
 */
export function ordinaryRows(folder: string, lists: WordLists): Row[] {
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => /^\s+- ["']?([^[\]:"]{12,120}?)["']?$/.exec(line)?.[1] ?? [])
  return lines
    .filter((line, i) => {
      if (i % 3 !== 0 || days.test(line) || /(?!\bI\b)\b\p{Lu}/u.test(line.slice(1)) || /\d{3}/.test(line)) return false
      const words = line.toLowerCase().match(/[\p{L}'-]+/gu) ?? []
      return words.every((word) => (lists.bitsOf(word) & told) === 0)
    })
    .map((text) => ({ text, spans: [], group: 'ordinary' }))
}

/** Places that may be filled with the set's own values, and which of them fit. */
const fromTheBank: Record<string, RegExp> = {
  PERSON: /./,
  FIRST: /^\S+$/,
  ORG: /./,
  NRP: /./,
  CITY: /./,
  COUNTRY: /./,
  NUMBER: /^\d{1,5}$/,
  UNIT: /^(?:Apt|Suite)\S* \d+$/i,
  STREET: /^(?=.*\d)(?!(?:Apt|Suite))[^\n,]{6,30}$/i,
  STREETLINE: /^(?=.*\d)(?!(?:Apt|Suite))[^\n,]{6,30}$/i,
  ADDRESS: /[\s\S]{28}/,
}

/** A sentence of a template of our own. */
export function fill(template: string, random: Random, bank: ReadonlyMap<string, string[]>, fromBank: number): Row {
  let text = ''
  const spans: GoldSpan[] = []
  let from = 0
  for (const match of template.matchAll(/\{([A-Z+]+)\}/g)) {
    text += template.slice(from, match.index)
    from = match.index + match[0].length
    const parts = (match[1] as string).split('+')
    parts.forEach((name, i) => {
      if (i > 0) text += ' '
      const maker = makers[name]
      if (!maker) throw new Error(`no values for ${name}`)
      const fits = fromTheBank[name]
      const known = fits && bank.get(maker.label as string)?.filter((value) => fits.test(value))
      const value =
        known && known.length > 0 && random() < (name === 'ORG' ? fromBank / 2 : fromBank)
          ? (known[Math.floor(random() * known.length)] as string)
          : maker.make(random)
      if (maker.label) spans.push({ start: text.length, end: text.length + value.length, label: maker.label })
      text += value
    })
  }
  return { text: text + template.slice(from), spans, group: template }
}

/** The same sentence with other values of the same label. */
export function revalue(row: Row, random: Random, bank: ReadonlyMap<string, string[]>): Row {
  let text = ''
  const spans: GoldSpan[] = []
  let from = 0
  for (const { start, end, label } of row.spans) {
    text += row.text.slice(from, start)
    const old = row.text.slice(start, end)
    // Values of one label that look alike are exchanged: a house number for a house number, a block for a block.
    const alike = (bank.get(label) ?? []).filter((value) => looks(value) === looks(old))
    const value = alike.length === 0 ? old : (alike[Math.floor(random() * alike.length)] as string)
    spans.push({ start: text.length, end: text.length + value.length, label })
    text += value
    from = end
  }
  return { text: text + row.text.slice(from), spans, group: row.group }
}

const looks = (value: string): string =>
  [
    /\n/.test(value),
    /^\d+$/.test(value),
    /^\d/.test(value),
    /\d/.test(value),
    Math.min(3, value.split(' ').length),
    /^\p{Lu}/u.test(value),
  ].join()

/**
 * The sentence with some of its ordinary words exchanged for any others: so that a place is known by more than one word of its
 * template, and words that were never seen before are not taken for names.
 */
export function reword(row: Row, random: Random, words: readonly string[], share: number): Row {
  let text = ''
  let from = 0
  let next = 0
  const spans: GoldSpan[] = []
  for (const match of row.text.matchAll(/(?<![\p{L}\p{N}'’-])\p{Ll}{4,}(?![\p{L}\p{N}'’-])/gu)) {
    if (row.spans.some(({ start, end }) => match.index < end && start < match.index + match[0].length)) continue
    if (random() >= share) continue
    for (let span = row.spans[next]; span && span.end <= match.index; span = row.spans[next]) {
      text += row.text.slice(from, span.start)
      spans.push({ ...span, start: text.length, end: text.length + span.end - span.start })
      text += row.text.slice(span.start, span.end)
      from = span.end
      next += 1
    }
    const word = words[Math.floor(random() * words.length)] as string
    // Now and then with a capital, as headings and ranks have it: "Trainer of the Year".
    const written = random() < 0.08 ? word.charAt(0).toUpperCase() + word.slice(1) : word
    text += row.text.slice(from, match.index) + written
    from = match.index + match[0].length
  }
  for (const span of row.spans.slice(next)) {
    text += row.text.slice(from, span.start)
    spans.push({ ...span, start: text.length, end: text.length + span.end - span.start })
    text += row.text.slice(span.start, span.end)
    from = span.end
  }
  return { text: text + row.text.slice(from), spans, group: row.group }
}

/** The whole sentence in small letters or in capitals; where that changes lengths, as it is. */
export function recase(row: Row, by: 'small' | 'capital'): Row {
  const text = by === 'small' ? row.text.toLowerCase() : row.text.toUpperCase()
  return text.length === row.text.length ? { ...row, text } : row
}

/** Tags of a row's tokens; a token that lies across a span's edge is part of it. */
export function tagsOf(row: Row): { tokens: ReturnType<typeof tokensOf>; tags: Int32Array } {
  const tokens = tokensOf(row.text)
  const tags = new Int32Array(tokens.length)
  for (const { start, end, label } of row.spans) {
    const at = labels.indexOf(label as TaggedLabel)
    if (at < 0) continue
    let first = true
    tokens.forEach((token, i) => {
      if (token.certain !== null || token.start >= end || token.end <= start) return
      tags[i] = first ? 1 + 2 * at : 2 + 2 * at
      first = false
    })
  }
  return { tokens, tags }
}
