import { stemEnglish } from '#words/index.ts'

/** One word of a text: as the index knows it, and as it was written (lower case, no accents). */
export interface Word {
  stem: string
  plain: string
}

/** Words that carry no topic. Question words are here too: what kind of answer they ask for is read separately. */
const stopWords = new Set(
  (
    'a about above after again all also am an and any are as at be because been before being below between both but by can could cant ' +
    'did do does doesnt doing dont down during each else etc ever few for from further get gets getting go goes going got had has hasnt have havent having he ' +
    'hello her here hers hey hi him his hows how i id if ill im in into is isnt it its ive just know let like ll many may me might more most much must my ' +
    'need no nor not now of off ok okay on once only onto or other our ours out over own please pls plz put really s same say she should so some still such t tell ' +
    'than thank thanks that thats the their them then there theres these they thing things this those through to too u under until up ur us very want was wasnt we ' +
    'well were what whats when where wheres which while who whom whose why will with wont would yall yes yet you your youre yours r re ve d m gonna wanna kinda gotta ' +
    'anything something someone anybody everything possible way exactly actually maybe'
  ).split(' '),
)

const wordShape = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu
/** "e-mail", "t-shirt": one letter and a hyphen belong to the word behind it. */
const hyphenedLetter = /\b(\p{L})-(?=\p{L})/gu

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(hyphenedLetter, '$1')

/** Stems of words met before: a text repeats its words, and stemming one costs twenty look-ups. Emptied when it is full. */
const stemmed = new Map<string, string>()
const stemmedAtMost = 50_000

function stemOf(plain: string, language: string): string {
  if (language !== 'en') return plain
  const known = stemmed.get(plain)
  if (known !== undefined) return known
  if (stemmed.size >= stemmedAtMost) stemmed.clear()
  const stem = stemEnglish(plain)
  stemmed.set(plain, stem)
  return stem
}

/** All words of a text in order, stop words too: what phrases are looked up in. */
export function allWords(text: string, language = 'en'): Word[] {
  const words: Word[] = []
  for (const match of folded(text).matchAll(wordShape)) {
    const plain = match[0].replace(/['’]s$/, '').replace(/['’]/g, '')
    words.push({ plain, stem: stemOf(plain, language) })
  }
  return words
}

export const isStopWord = (word: Word): boolean => stopWords.has(word.plain)

/** The words of a text that carry topic. */
export const topicWords = (text: string, language = 'en'): Word[] =>
  allWords(text, language).filter((word) => !stopWords.has(word.plain))
