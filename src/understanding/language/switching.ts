import type { OtherLanguage } from '#domain/understanding.ts'
import { normaliseWord } from '../tokens.ts'
import { everydayWords } from './everyday-words.ts'
import { guess, type ScriptWord, scoresOf } from './identify.ts'
import { letterTable } from './letter-table.ts'
import { languagesOf } from './scripts.ts'

/** Words and letters that a part in another language has at least: less is a name, a brand, a loan. */
const leastWords = 3
const leastLetters = 12
/** A part of so many words may do without everyday words of its language. */
const wordsWithoutEveryday = 6
/** Letters of a part that is told by its script. */
const leastOwnLetters = 2
/** Nats by which each change of language must pay, and how sure the part's language must be by itself. */
const changeCost = 4
const leastConfidence = 0.85
/** Words of a text that are compared: more only costs time. */
const comparedWords = 60

/**
 * Parts of a text that are in another language than `main`: those in other scripts, and runs of words where one other language fits clearly
 * better. Of languages with the same script at most one other is looked for.
 */
export function otherLanguages(words: readonly ScriptWord[], main: string): OtherLanguage[] {
  const total = words.reduce((sum, { size }) => sum + size, 0)
  const script = [...languagesOf].find(([, languages]) => languages.includes(main))?.[0] ?? main
  const labels: string[] = words.map((word) => (word.script === script ? main : ''))
  labelOtherScripts(words, labels, main)
  if (languagesOf.has(script)) labelSameScript(words, labels, script, main)
  const found = new Map<string, OtherLanguage>()
  words.forEach((word, i) => {
    const code = labels[i] as string
    if (code === main || code === '') return
    const entry = found.get(code) ?? { code, share: 0, spans: [] }
    found.set(code, entry)
    // Fractions may add up to a hair more than the whole.
    entry.share = Math.min(1, entry.share + word.size / total)
    const last = entry.spans.at(-1)
    if (last !== undefined && labels[i - 1] === code) last.end = word.end
    else entry.spans.push({ start: word.start, end: word.end })
  })
  return [...found.values()].sort((a, b) => b.share - a.share)
}

/** Words of each other script are read together. */
function labelOtherScripts(words: readonly ScriptWord[], labels: string[], main: string) {
  // Han beside kana, and both beside Japanese, are one language.
  const isJapanese = main === 'ja' || words.some(({ script }) => script === 'ja')
  const isOneWith = (word: ScriptWord) => isJapanese && word.script === 'zh'
  for (const script of new Set(words.filter((_, i) => labels[i] === '').map((word) => word.script))) {
    const own = words.filter((word) => word.script === script)
    const letters = own.reduce((sum, { size }) => sum + size, 0)
    const isShared = languagesOf.has(script)
    if (isShared ? own.length < leastWords || letters < leastLetters : letters < leastOwnLetters) continue
    const [best] = guess(own)
    if (best === undefined || best.confidence < leastConfidence) continue
    words.forEach((word, i) => {
      if (word.script === script) labels[i] = isOneWith(word) ? 'ja' : best.code
    })
  }
}

/** Finds the other language for which the best cut of the words into two languages gains most, and takes it where it gains enough. */
function labelSameScript(words: readonly ScriptWord[], labels: string[], script: string, main: string) {
  const at = words.flatMap((word, i) => (word.script === script ? [i] : [])).slice(0, comparedWords)
  if (at.length < 2 * leastWords - 1) return
  const table = letterTable()
  const scores = at.map((i) => scoresOf([words[i] as ScriptWord]))
  const mine = table.indexOf(main)
  let most = 0
  let best: { code: string; isOther: boolean[] } | undefined
  for (const code of languagesOf.get(script) ?? []) {
    if (code === main) continue
    const other = table.indexOf(code)
    const gains = scores.map((score) => (score[other] as number) - (score[mine] as number))
    const { gain, isOther } = bestCut(gains)
    if (gain <= most) continue
    most = gain
    best = { code, isOther }
  }
  if (best === undefined) return
  const { code, isOther } = best
  for (let from = 0; from < at.length; from += 1) {
    if (!isOther[from] || isOther[from - 1]) continue
    let to = from
    while (isOther[to]) to += 1
    const part = at.slice(from, to)
    const letters = part.reduce((sum, i) => sum + (words[i] as ScriptWord).size, 0)
    if (part.length < leastWords || letters < leastLetters) continue
    const [alone] = guess(part.map((i) => words[i] as ScriptWord))
    if (alone?.code !== code || alone.confidence < leastConfidence) continue
    // Three nouns are a brand or loans; a language shows in its small words.
    if (part.length < wordsWithoutEveryday && !part.some((i) => isEveryday(words[i] as ScriptWord, code, main)))
      continue
    for (const i of part) labels[i] = code
  }
}

function isEveryday({ word }: ScriptWord, code: string, main: string): boolean {
  const languages = everydayWords.get(normaliseWord(word)) ?? []
  return languages.includes(code) && !languages.includes(main)
}

/** Which words are in the other language if each change costs `changeCost` (Viterbi over two states). */
function bestCut(gains: readonly number[]): { gain: number; isOther: boolean[] } {
  let stay = 0
  let other = -changeCost
  const cameFromOther: [boolean, boolean][] = []
  gains.forEach((gain, i) => {
    const backToMain = i > 0 && other - changeCost > stay
    const onInOther = i > 0 && other >= stay - changeCost
    const nextStay = backToMain ? other - changeCost : stay
    const nextOther = (i === 0 ? -changeCost : onInOther ? other : stay - changeCost) + gain
    cameFromOther.push([backToMain, onInOther])
    stay = nextStay
    other = nextOther
  })
  const isOther: boolean[] = []
  let state = other > stay
  for (let i = gains.length - 1; i >= 0; i -= 1) {
    isOther[i] = state
    const [ifMain, ifOther] = cameFromOther[i] as [boolean, boolean]
    state = state ? ifOther : ifMain
  }
  return { gain: Math.max(stay, other), isOther }
}
