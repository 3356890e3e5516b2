import type { Json } from '#domain/json.ts'
import type { Span } from '#domain/understanding.ts'

export interface Word extends Span {
  /** Small letters. */
  text: string
  /** A comma, full stop or the like stands before it. */
  afterBreak: boolean
}

/** Words and amounts of a text with their places; "order's" is one word. */
export function wordsIn(text: string): Word[] {
  const found: Word[] = []
  let end = 0
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’\-_]*/gu)) {
    const { index } = match
    const between = text.slice(end, index)
    end = index + match[0].length
    found.push({
      start: index,
      end,
      text: match[0].toLowerCase().replaceAll('’', "'"),
      afterBreak: /[,.;:!?\n]/.test(between),
    })
  }
  return found
}

/** The word without its endings, roughly: what a wording and a flow's name have in common ("cancelled", "cancel-order"). English. */
export function stem(word: string): string {
  let text = word.toLowerCase().replace(/'s?$/, '')
  if (text.length > 4 && text.endsWith('ies')) text = `${text.slice(0, -3)}y`
  else if (text.length > 5 && text.endsWith('ing')) text = text.slice(0, -3)
  else if (text.length > 4 && text.endsWith('ed')) text = text.slice(0, -2)
  else if (text.length > 3 && text.endsWith('s') && !text.endsWith('ss')) text = text.slice(0, -1)
  if (text.length > 3 && /([bcdfglmnprt])\1$/.test(text)) text = text.slice(0, -1)
  return text.length > 3 ? text.replace(/e$/, '') : text
}

const months = 'january february march april may june july august september october november december'.split(' ')

/** Stems of every text in a value; dates also by the name of their month, amounts by their number. */
export function stemsOf(value: Json | undefined): Set<string> {
  const found = new Set<string>()
  const add = (inner: Json, depth: number): void => {
    if (inner === null || typeof inner === 'boolean' || depth > 3) return
    if (typeof inner === 'object') {
      for (const item of Array.isArray(inner) ? inner : Object.values(inner)) add(item, depth + 1)
      return
    }
    const text = String(inner)
    for (const word of wordsIn(text)) {
      found.add(stem(word.text))
      for (const part of word.text.split(/[-_']/)) if (part !== '') found.add(stem(part))
    }
    const month = /^\d{4}-(\d{2})-\d{2}/.exec(text)?.[1]
    if (month !== undefined) found.add(stem(months[Number(month) - 1] ?? ''))
  }
  if (value !== undefined) add(value, 0)
  return found
}

const small = new Set(
  `a an and the this that these those it its is are was were be been am i im me my you your we us our they them their he she his her of
  for from in on at to with by as or so not no yes do does did done can could would will shall should may might must have has had
  get got please thanks thank hi hello hey ok okay just about what when where who why how which there here then than if but also
  too very really want need like order one ones any some all more`.split(/\s+/),
)

/** Stems of the words that say something. */
export function contentStems(text: string): string[] {
  return wordsIn(text).flatMap((word) => (small.has(word.text) || word.text.length < 2 ? [] : [stem(word.text)]))
}
