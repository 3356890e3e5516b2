import { setImmediate } from 'node:timers/promises'
import { partsOf, tellingParts } from './long-query.ts'
import type { Filters, Found, Searcher } from './search.ts'
import type { FoundInHops } from './two-hops.ts'

/**
 * What a long text is about, looked up part by part; null where the text is not long. `forAnswer` is the part that is most surely answered.
 */
export async function findLong(
  { search, parts: ranking }: Searcher,
  vectorOf: (text: string) => Promise<Float32Array | null>,
  text: string,
  filters: Filters,
): Promise<FoundInHops | null> {
  const parts = partsOf(text)
  if (parts === null) return null
  const ranked = ranking(filters)
  const strengths: number[] = []
  for (const part of parts) {
    // Each part is as much work as a short question: others have their turn in between.
    await setImmediate()
    strengths.push(ranked.addWords(part))
  }
  let forAnswer: Found | null = null
  for (const at of tellingParts(strengths)) {
    const part = parts[at]!
    const vector = await vectorOf(part)
    if (vector) ranked.addMeaning(vector)
    const found = search(part, filters, { vector })
    if (forAnswer === null || found.confidence > forAnswer.confidence) forAnswer = found
  }
  const candidates = ranked.best()
  if (forAnswer === null) return { ...search(text, filters), second: null }
  return { ...forAnswer, candidates, second: null, forAnswer }
}
