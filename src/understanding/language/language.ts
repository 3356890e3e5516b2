import type { OtherLanguage } from '#domain/understanding.ts'
import { english } from '../spelling/english.ts'
import type { Token } from '../tokens.ts'
import { everydayWords } from './everyday-words.ts'
import { guess, scriptWords } from './identify.ts'
import { knownLanguages } from './scripts.ts'
import { otherLanguages } from './switching.ts'

export interface Language {
  /** ISO 639-1; the assistant's own spelling of it where it has the language. */
  code: string
  /** [0, 1]: calibrated for texts of any language, and higher for those of the assistant's. */
  confidence: number
  /** Nothing was written that a language could be told from: the code is that of the conversation or the assistant's first. */
  undetermined?: boolean
  /** Further languages that parts of the text are in. */
  others?: OtherLanguage[]
}

/** All in nats, on top of what letters and everyday words say; chosen on the shop's and the language identification set's short texts. */
const prior = {
  /** A language that the assistant has, for a text of so many words: customers mostly write in one of them. */
  own: (words: number) => 1.5 + 2 / words,
  /** The assistant's first. */
  first: 0.5,
  /** The language of the conversation so far: one foreign word does not change it. */
  previous: 3,
  /** A word that is English or the assistant's, where English is its only language … */
  known: 1.2,
  /** … and a word that is English, where it is one of several: it may be a word of another, too. */
  english: 0.6,
  /** Languages that few customers of a shop write in. */
  rare: -2,
}
/** Share of known words from which on nothing else is asked, where the assistant has one language. */
const surelyKnown = 0.8
/** Fewer words that are known, but everyday ones of another language, are compared ("no me"). */
const leastKnown = 3
/** Share of the letters from which on one of the assistant's languages is the text's. */
const enoughOfOwn = 0.3
/** Words that are looked up. */
const readWords = 40
/** The languages of most customers anywhere. With all on a par, a misspelt English sentence becomes Latin. */
const frequent = new Set(
  'ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nb nl pl pt ro ru sk sl sr sv ta te th tl tr uk ur vi zh'.split(
    ' ',
  ),
)
/** Codes that are read as another: a near neighbour that letters do not tell apart, or another name of the same. */
const readAs: Readonly<Record<string, string>> = {
  no: 'nb',
  nn: 'nb',
  ms: 'id',
  bs: 'hr',
  fil: 'tl',
  iw: 'he',
  in: 'id',
  cmn: 'zh',
  yue: 'zh',
}

/** Languages whose letters are known under another name: Serbian in Latin letters reads as Croatian. */
const twins: Readonly<Record<string, string>> = { hr: 'sr' }

function isEnglishWord(word: string): boolean {
  const languages = everydayWords.get(word)
  return languages === undefined ? english().has(word) : languages.includes('en')
}

/** "pt-BR" is pt, "no-NO" is nb. */
export function languageOfTag(tag: string): string {
  const language = tag.split('-')[0]?.toLowerCase() ?? ''
  return readAs[language] ?? language
}

/**
 * The language of a text. Customers mostly write in one of the assistant's languages, and of "ok" or "12345" nothing else can be said: what
 * the assistant has and what was spoken before weighs in, the more the less is said. `languages` are its BCP 47 tags, the first is the
 * default; `isWord` knows the assistant's words and English, so it tells something only of an assistant in English; `previous` is the language of the conversation so far.
 */
export function detectLanguage(
  text: string,
  tokens: readonly Token[],
  languages: readonly string[],
  isWord: (word: string) => boolean,
  previous?: string,
): Language {
  const own = languages.map(languageOfTag)
  const before = previous === undefined ? undefined : languageOfTag(previous)
  const isOwn = (code: string) => own.includes(code) || own.includes(twins[code] ?? code)
  const placeOf = (code: string) => (own.includes(code) ? own.indexOf(code) : own.indexOf(twins[code] ?? code))
  const named = (code: string) => languages[placeOf(code)]?.split('-')[0]?.toLowerCase() ?? code
  const fallback = before !== undefined && own.includes(before) ? before : (own[0] ?? 'en')
  const undetermined = { code: named(fallback), confidence: 0.3, undetermined: true }
  const words = tokens.filter(({ norm }) => /\p{L}/u.test(norm)).slice(0, readWords)
  if (words.length === 0) return undetermined
  const isEnglish = own.length === 1 && own[0] === 'en'
  const isForeign = ({ norm }: Token) => everydayWords.has(norm) && !everydayWords.get(norm)?.includes(fallback)
  const known = isEnglish ? words.filter(({ norm }) => isWord(norm)).length : 0
  const alsoEnglish = !isEnglish && own.includes('en') ? words.filter(({ norm }) => isEnglishWord(norm)).length : 0
  if (known / words.length >= surelyKnown && (known >= leastKnown || !words.every(isForeign)))
    return { code: named(fallback), confidence: known / words.length }
  const parts = scriptWords(text)
  const ranked = guess(parts, (language) => {
    let nats = frequent.has(language) ? 0 : prior.rare
    if (isOwn(language)) nats = prior.own(words.length)
    if (language === 'en') nats += alsoEnglish * prior.english
    if (language === own[0]) nats += prior.first + known * prior.known
    if (language === before) nats += prior.previous
    return nats
  })
  const best = ranked[0]
  if (best === undefined) return undetermined
  // Kanji alone is Chinese unless only Japanese is spoken here.
  const code = best.code === 'zh' && own.includes('ja') && !own.includes('zh') ? 'ja' : best.code
  const others = otherLanguages(parts, code)
  // A long name or quotation beside a sentence of the assistant's language is not what the customer speaks.
  const mine = isOwn(code) ? undefined : others.find((other) => isOwn(other.code))
  if (mine !== undefined && mine.share >= enoughOfOwn) {
    const rest = otherLanguages(parts, mine.code)
    return { code: named(mine.code), confidence: 0.5, ...(rest.length > 0 && { others: rest }) }
  }
  return { code: named(code), confidence: best.confidence, ...(others.length > 0 && { others }) }
}

/** Languages that can be told apart, ISO 639-1. */
export const supportedLanguages = knownLanguages
