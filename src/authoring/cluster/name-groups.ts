import { tokenise } from '#understanding/index.ts'
import { stopWords } from './stop-words.table.ts'

/** A pair of words names a group where it stands in this share of its texts; else two single words do. */
const pairShare = 0.12
/** Words that tell groups apart and are shown beside the name. */
const shownTerms = 6

export interface GroupName {
  /** As an intent would be named: `reset-password`. No two groups have the same. */
  name: string
  /** What tells the group from the others, most telling first. */
  terms: string[]
}

/** Names groups by the words and pairs of words that are frequent in them and rare in the others (tf-idf over groups). */
export function nameGroups(groups: readonly (readonly string[])[]): GroupName[] {
  const counted = groups.map((texts) => countTerms(texts))
  const overall = new Map<string, number>()
  for (const { counts } of counted)
    for (const [term, count] of counts) overall.set(term, (overall.get(term) ?? 0) + count)
  const total = groups.reduce((sum, texts) => sum + texts.length, 0)
  const taken = new Set<string>()
  return counted.map(({ counts, written }, i) => {
    const size = groups[i]?.length ?? 0
    const ranked = [...counts]
      .map(([term, count]) => {
        const share = count / size
        const elsewhere = ((overall.get(term) ?? count) - count + 0.5) / (total - size + 1)
        return { term, share, score: share * Math.max(0, Math.log(share / elsewhere)) }
      })
      .sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1))
    const terms = ranked.slice(0, shownTerms).map(({ term }) => term)
    const [best] = ranked
    const pair = ranked.find(({ term, share }) => term.includes(' ') && share >= pairShare)
    const singles = ranked.filter(({ term }) => !term.includes(' ')).slice(0, 2)
    const words =
      best === undefined
        ? ['group']
        : pair !== undefined && pair.score >= best.score / 3
          ? pair.term.split(' ')
          : singles.map(({ term }) => term).sort((a, b) => (written.get(a) ?? 0) - (written.get(b) ?? 0))
    return { name: unique(slug(words), terms, taken), terms }
  })
}

const slug = (words: readonly string[]) =>
  words
    .join('-')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'group'

function unique(name: string, terms: readonly string[], taken: Set<string>): string {
  const wider = terms
    .filter((term) => !term.includes(' ') && !name.split('-').includes(term))
    .map((term) => slug([name, term]))
  let chosen = [name, ...wider].find((candidate) => !taken.has(candidate))
  for (let n = 2; chosen === undefined; n += 1) chosen = taken.has(`${name}-${n}`) ? undefined : `${name}-${n}`
  taken.add(chosen)
  return chosen
}

/** In how many texts each content word and each pair of neighbouring content words stands, and where in a text on average. */
function countTerms(texts: readonly string[]): { counts: Map<string, number>; written: Map<string, number> } {
  const counts = new Map<string, number>()
  const places = new Map<string, number>()
  for (const text of texts) {
    const words = tokenise(text)
      .map(({ norm }) => norm)
      .filter((word) => !stopWords.has(word) && word.length > 1 && !/^\d+$/.test(word))
    const terms = new Set<string>()
    words.forEach((word, i) => {
      if (!terms.has(word)) places.set(word, (places.get(word) ?? 0) + i)
      terms.add(word)
      const next = words[i + 1]
      if (next !== undefined && next !== word) terms.add(`${word} ${next}`)
    })
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const written = new Map([...places].map(([word, sum]) => [word, sum / (counts.get(word) ?? 1)]))
  return { counts, written }
}
