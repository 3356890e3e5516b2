import { promptText } from '../prompts/index.ts'
import { type Asking, common, languageName } from './asking.ts'
import { dataBlock } from './data-block.ts'
import { sameFacts } from './facts.ts'
import { roleLimits } from './limits.ts'
import { hedges, toneWords } from './tone-words.ts'

export interface ToPhrase {
  /** As the template has it. */
  text: string
  /** BCP 47. */
  locale: string
  /** How the assistant speaks, as instructions. */
  style: string
  /** Names and words that must be there as they are: values of the template. */
  values: readonly string[]
}

/** `why`: for the trace, where the text stays as it is. */
export type Phrased = { text: string; why: null } | { text: null; why: string }

/**
 * A template's text in the tone of the assistant. Only where it says the same, which is checked by words and not by meaning: the same numbers,
 * links and codes, each value as it is, every word of content in both texts, denied what was denied, as sure as it was, questions where there
 * were questions, and in the same order where there are several amounts. Else the template stays.
 */
export async function phrase(asking: Asking, given: ToPhrase, signal?: AbortSignal): Promise<Phrased> {
  const answered = await asking.models.ask(
    {
      ...common(asking, 'phrase'),
      system: promptText(asking.prompts, 'phrase', {
        company: asking.company,
        language: languageName(given.locale),
        style: given.style.trim() === '' ? 'Friendly, plain and brief.' : given.style,
      }),
      messages: [{ from: 'data', text: dataBlock('reply', given.text, roleLimits.reply) }],
      personal: true,
    },
    signal,
  )
  if (answered.kind === 'none') return { text: null, why: answered.why }
  const text = answered.value.trim()
  const why = whatChanged(given, text)
  return why === null ? { text, why } : { text: null, why }
}

/** What a rewording did to its text, in a word for the trace; null where nothing. */
export function whatChanged({ text, locale, values }: ToPhrase, reworded: string): string | null {
  if (reworded === '') return 'empty'
  if (/<\/?data\b/i.test(reworded)) return 'marks'
  if (reworded.length > Math.max(120, text.length * 1.6)) return 'longer'
  if (!sameFacts(text, reworded)) return 'numbers or codes'
  if (values.some((value) => text.includes(value) && !reworded.includes(value))) return 'a value'
  const questions = (of: string) => (of.match(/[?？؟]/g) ?? []).length
  if (questions(text) !== questions(reworded)) return 'a question'
  if (!alike(negated(text, locale), negated(reworded, locale))) return 'a negation'
  if (hedged(text) !== hedged(reworded)) return 'how sure it is'
  if (hasMore(reworded, text, locale)) return 'a word added'
  if (hasMore(text, reworded, locale)) return 'a word left out'
  if (numbersIn(text) > 1 && !alike(inOrder(text, locale), inOrder(reworded, locale))) return 'the order of amounts'
  return null
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll("'", '’')
    .match(/\p{L}[\p{L}\p{M}’-]{2,}/gu) ?? []

/** Whether a text has a word of content that the other has not. */
function hasMore(text: string, than: string, locale: string): boolean {
  const tone = toneWords(locale)
  const known = wordsOf(than)
  return wordsOf(text).some((word) => !tone.has(word) && !known.some((other) => sameWord(word, other)))
}

/** "cancelled" and "cancel": a stem that is long enough to be one. Irregular forms are taken for other words. */
function sameWord(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  const stem = Math.max(3, Math.min(shorter.length, longer.length - 3))
  return (
    shorter === longer ||
    (shorter.length >= 4 && longer.startsWith(shorter.slice(0, stem)) && longer.length - shorter.length <= 4)
  )
}

/** Of its statements; a question may be asked more politely. */
const hedged = (text: string): string =>
  text
    .split(/(?<=[.!?…])\s+|\n+/)
    .filter((sentence) => !/[?？؟]/.test(sentence))
    .flatMap(
      (sentence) =>
        sentence
          .toLowerCase()
          .replace(/n['’]t\b/g, ' not')
          .match(hedges) ?? [],
    )
    .sort()
    .join(' ')

/** In the languages that templates ship in. */
const negation =
  /^(?:no|not|never|none|nothing|cannot|without|neither|nor|nicht|nie|niemals|nichts|ohne|weder|kein\p{L}*|pas|jamais|rien|aucun|aucune|sans|nunca|nada|ningún|ninguna|sin|non|mai|niente|nessun|nessuna|senza|niet|nooit|niets|geen|zonder|não|sem)$/u

/** Tokens with their negations as words of their own: "won't" denies like "will not". */
const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/n['’]t\b/g, ' not')
    .replaceAll("'", '’')
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’-]*/gu) ?? []

/** What is denied: the word of content after each negation, or before it where none follows. */
function negated(text: string, locale: string): string[] {
  const tone = toneWords(locale)
  const tokens = tokensOf(text)
  const isContent = (word: string) => word.length > 2 && !tone.has(word) && !negation.test(word)
  return tokens.flatMap((token, index) => {
    if (!negation.test(token)) return []
    return [tokens.slice(index + 1).find(isContent) ?? tokens.slice(0, index).findLast(isContent) ?? '']
  })
}

const numbersIn = (text: string): number => tokensOf(text).filter((token) => /\d/.test(token)).length

/** Words of content and numbers, in their order: two amounts that change places are two wrong ones. */
const inOrder = (text: string, locale: string): string[] => {
  const tone = toneWords(locale)
  return tokensOf(text).filter(
    (token) => /\d/.test(token) || (token.length > 2 && !tone.has(token) && !negation.test(token)),
  )
}

const alike = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((word, index) => sameWord(word, other[index] ?? ''))
