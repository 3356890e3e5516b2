import type { Option } from '#domain/dialogue-state.ts'

/** What a played customer makes of a question. */
export interface Asked {
  /** What it is called, for people. */
  what: string
  /** Names it may have in the answers, the best first. */
  names: string[]
  /** The assistant's words: what it asks, and all of the reply. */
  question: string
  said: string
  /** `yes-or-no`: shall it be done? `value`: something only the customer knows, also by yes or no where it is `either`. */
  kind: 'yes-or-no' | 'value' | 'either'
  options: Option[]
}

export const isReserved = (key: string) => ['confirm', 'anything else', '*'].includes(plainWords(key).join(' ') || key)

/** From here on the key is the name of what is asked, or part of it; an answer that was given to another question fits hardly. */
export const exactName = 900
export const nameAlike = 400
export const saidBefore = 50

/** How well an answer's key names what is asked: by name, else by the words of the question. */
export function fitness(key: string, asked: Asked): number {
  const words = plainWords(key)
  if (words.length === 0) return 0
  for (const [place, name] of asked.names.entries()) {
    const own = plainWords(name)
    if (own.join(' ') === words.join(' ')) return 1000 - place
  }
  for (const [place, name] of asked.names.entries()) {
    const own = plainWords(name)
    const shared = words.filter((word) => own.includes(word)).length
    if (own.length > 0 && shared === Math.min(own.length, words.length)) return 500 + 10 * shared - place
  }
  // What somebody would answer for a value is no answer to "shall I?".
  if (isReserved(key) || asked.kind === 'yes-or-no') return 0
  // "reason for return" answers "Why are you sending it back?" only if the words are there: no guessing beyond them.
  const inQuestion = new Set([
    ...contentWords(asked.question),
    ...asked.options.flatMap(({ label }) => contentWords(label)),
  ])
  const content = contentWords(key)
  const found = content.filter((word) => inQuestion.has(word)).length
  return content.length > 0 && found * 2 > content.length ? 100 * (found / content.length) + found : 0
}

/** The last question of a reply and what is said after it ("Please give me first and last name."); without a question its last line. */
export function requestIn(text: string): string {
  const question = questionIn(text)
  if (question === '') return text.trim().split('\n').at(-1) ?? ''
  return text.slice(text.lastIndexOf(question)).trim()
}

/** The last question of a reply, with the sentence it is in. */
export function questionIn(text: string): string {
  const sentences = text.match(/[^.!?\n]+[.!?]?/g) ?? []
  return sentences.findLast((sentence) => sentence.trim().endsWith('?'))?.trim() ?? ''
}

const plainWords = (text: string): string[] =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/\be-mail/g, 'email')
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 && !word.endsWith('ss') ? word.replace(/s$/, '') : word))

const fillers = new Set(
  'a an and are at be can could did do does for from have how i if in is it its like me my of on one or please should that the this to want what which who why will with would you your'.split(
    ' ',
  ),
)
export const contentWords = (text: string): string[] => plainWords(text).filter((word) => !fillers.has(word))
