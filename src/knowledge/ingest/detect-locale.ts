/**
 * The commonest small words of each language, which no text of a paragraph does without and few languages share. Sources that do not say
 * their language are told apart by them; a trained model would be more exact on single words, which is not the question here.
 */
const smallWords: Record<string, readonly string[]> = {
  en: [
    'the',
    'and',
    'of',
    'to',
    'is',
    'you',
    'your',
    'for',
    'with',
    'are',
    'this',
    'that',
    'be',
    'or',
    'not',
    'can',
    'from',
  ],
  de: [
    'der',
    'die',
    'und',
    'das',
    'ist',
    'sie',
    'nicht',
    'mit',
    'ein',
    'eine',
    'für',
    'auf',
    'wird',
    'werden',
    'dem',
    'den',
    'ihre',
  ],
  fr: [
    'le',
    'les',
    'et',
    'des',
    'est',
    'vous',
    'une',
    'dans',
    'pour',
    'que',
    'votre',
    'pas',
    'sur',
    'du',
    'au',
    'avec',
    'nous',
  ],
  es: [
    'el',
    'los',
    'las',
    'y',
    'es',
    'una',
    'para',
    'que',
    'con',
    'su',
    'por',
    'del',
    'usted',
    'puede',
    'si',
    'se',
    'en',
  ],
  it: [
    'il',
    'che',
    'di',
    'è',
    'una',
    'per',
    'non',
    'con',
    'sono',
    'della',
    'gli',
    'nel',
    'può',
    'alla',
    'dei',
    'si',
    'le',
  ],
  pt: ['o', 'os', 'e', 'é', 'uma', 'para', 'que', 'com', 'não', 'você', 'do', 'da', 'em', 'por', 'seu', 'sua', 'ao'],
  nl: [
    'de',
    'het',
    'een',
    'en',
    'van',
    'is',
    'niet',
    'voor',
    'met',
    'op',
    'zijn',
    'u',
    'uw',
    'wij',
    'worden',
    'naar',
    'bij',
  ],
  pl: [
    'w',
    'na',
    'nie',
    'jest',
    'się',
    'do',
    'z',
    'że',
    'oraz',
    'dla',
    'są',
    'przez',
    'lub',
    'może',
    'od',
    'po',
    'jak',
  ],
  sv: [
    'och',
    'är',
    'att',
    'en',
    'det',
    'som',
    'på',
    'för',
    'inte',
    'med',
    'av',
    'till',
    'du',
    'ett',
    'kan',
    'vi',
    'din',
  ],
  da: ['og', 'er', 'at', 'det', 'som', 'på', 'for', 'ikke', 'med', 'af', 'til', 'du', 'et', 'kan', 'vi', 'din', 'den'],
}

const scripts: [RegExp, string][] = [
  [/[\u3040-\u30ff]/g, 'ja'],
  [/[\uac00-\ud7af]/g, 'ko'],
  [/[\u4e00-\u9fff]/g, 'zh'],
  [/[\u0400-\u04ff]/g, 'ru'],
  [/[\u0600-\u06ff]/g, 'ar'],
  [/[\u0590-\u05ff]/g, 'he'],
  [/[\u0370-\u03ff]/g, 'el'],
  [/[\u0e00-\u0e7f]/g, 'th'],
  [/[\u0900-\u097f]/g, 'hi'],
]

/** Words that a text must have to be judged, and by how much the first language must lead. */
const wordsAtLeast = 12
const lead = 1.25

/** The language of a text as a BCP 47 tag; null where it is too short or between two. */
export function detectLocale(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  for (const [script, locale] of scripts)
    if ((text.match(script)?.length ?? 0) > letters * 0.3 && letters > 0) return locale
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < wordsAtLeast) return null
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const scored = Object.entries(smallWords)
    .map(([locale, small]) => ({
      locale,
      score: small.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / words.length,
    }))
    .toSorted((a, b) => b.score - a.score)
  const [best, second] = scored
  if (best === undefined || best.score < 0.06) return null
  return best.score >= (second?.score ?? 0) * lead ? best.locale : null
}
