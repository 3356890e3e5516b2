/** A script of languages that share it, or the language that is known by its script alone. */
export type Script = 'latin' | 'cyrillic' | 'arabic' | 'devanagari' | OwnScript
type OwnScript = (typeof ownScripts)[number][0]

/** Scripts that one language has to itself, among those that customers write in. */
const ownScripts = [
  ['el', 'Greek'],
  ['he', 'Hebrew'],
  ['hy', 'Armenian'],
  ['ka', 'Georgian'],
  ['ko', 'Hangul'],
  ['ja', 'Hiragana'],
  ['ja', 'Katakana'],
  ['zh', 'Han'],
  ['zh', 'Bopomofo'],
  ['th', 'Thai'],
  ['lo', 'Lao'],
  ['km', 'Khmer'],
  ['my', 'Myanmar'],
  ['bn', 'Bengali'],
  ['gu', 'Gujarati'],
  ['pa', 'Gurmukhi'],
  ['or', 'Oriya'],
  ['ta', 'Tamil'],
  ['te', 'Telugu'],
  ['kn', 'Kannada'],
  ['ml', 'Malayalam'],
  ['si', 'Sinhala'],
  ['am', 'Ethiopic'],
  ['bo', 'Tibetan'],
  ['dv', 'Thaana'],
] as const

/** Languages of the scripts that several share: those whose letters are known (letter-table.bin). */
export const languagesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['cyrillic', 'be bg kk mk mn ru sr uk'.split(' ')],
  ['arabic', 'ar fa ur'.split(' ')],
  ['devanagari', 'hi mr'.split(' ')],
  [
    'latin',
    'af az ca cs cy da de en eo es et eu fi fr ga hr hu id is it la lg lt lv mi nb nl pl pt ro sk sl sn so sq st sv sw tl tn tr ts vi xh yo zu'.split(
      ' ',
    ),
  ],
])

/** All languages that can be told, ISO 639-1. */
export const knownLanguages: readonly string[] = [
  ...new Set([...[...languagesOf.values()].flat(), ...ownScripts.map(([language]) => language)]),
].sort()

const shared = [
  ['latin', 'Latin'],
  ['cyrillic', 'Cyrillic'],
  ['arabic', 'Arabic'],
  ['devanagari', 'Devanagari'],
] as const
const tests: [Script, RegExp][] = [...shared, ...ownScripts].map(([script, name]) => [
  script,
  new RegExp(String.raw`\p{Script=${name}}`, 'u'),
])

/** Letters whose script was asked for before: a text has few. */
const seen = new Map<number, Script | null>()
const remembered = 4_000

export function scriptOfLetter(letter: string): Script | null {
  const point = letter.codePointAt(0) as number
  if (point < 0x250) return 'latin'
  const known = seen.get(point)
  if (known !== undefined) return known
  const script = tests.find(([, test]) => test.test(letter))?.[0] ?? null
  if (seen.size >= remembered) seen.clear()
  seen.set(point, script)
  return script
}
