import type { IntentName } from '#domain/ids.ts'
import type { Encoder } from '#ports/encoder.ts'
import { normaliseUtterance, type Understander } from '#understanding/index.ts'
import { groupPoints } from './cluster/choose-count.ts'
import { pointsOf } from './cluster/evaluate.ts'
import { nameGroups } from './cluster/name-groups.ts'
import type { Points } from './cluster/points.ts'
import { type Progress, readingContext } from './cross-validation.ts'
import { limits } from './limits.ts'

export interface SuggestedIntent {
  /** A proposal, such as `reset-password`. */
  name: string
  terms: string[]
  /** How many of the utterances belong to it, repeated ones counted as often as they were said. */
  utterances: number
  /** Mean cosine to the centre of the group: how much alike they are. */
  tightness: number
  /** The most typical ones, each unlike those before it. */
  examples: string[]
  /** Every different utterance of the group, most typical first. */
  all: string[]
  /** The known intent that most of them come nearest to, without being taken for it. */
  nearest: { intent: IntentName; share: number } | null
}

export interface Suggestions {
  utterances: number
  /** Different ones. */
  distinct: number
  /** Those that the known assistant understands already, by intent. */
  understood: { intent: IntentName; utterances: number }[]
  suggestions: SuggestedIntent[]
  /** Different utterances in groups that are too small or too loose to suggest. */
  unsorted: string[]
  silhouette: number
}

export interface SuggestOptions {
  seed: string
  encoder?: Encoder | null
  /** Utterances that it understands are left out. */
  known?: Understander | null
  /** Different utterances that a suggestion has at least. */
  smallest?: number
  onProgress?: Progress
}

/** Groups utterances nobody has labelled and proposes an intent for each group, the largest first. */
export async function suggestIntents(
  utterances: readonly string[],
  { seed, encoder = null, known = null, smallest = limits.suggestSmallest, onProgress }: SuggestOptions,
): Promise<Suggestions> {
  const distinct = countDistinct(utterances)
  const understood = new Map<IntentName, number>()
  const nearestOf = new Map<string, IntentName>()
  const fresh: { text: string; count: number }[] = []
  for (const one of distinct) {
    const read = known === null ? null : await known.inspect(one.text, readingContext)
    const best = read?.intents[0]
    if (best !== undefined) nearestOf.set(one.text, best.name)
    const isKnown =
      read !== null &&
      best !== undefined &&
      best.confidence >= limits.knownConfidence &&
      read.outOfScope < limits.knownOutOfScope
    if (isKnown) understood.set(best.name, (understood.get(best.name) ?? 0) + one.count)
    else fresh.push(one)
  }
  const points = await pointsOf(
    fresh.map(({ text }) => text),
    encoder,
  )
  const grouped = groupPoints(points, seed, (done, total) => onProgress?.(done, total, 'grouping'))
  const members = grouped.centres.map((centre, group) =>
    fresh
      .flatMap((one, i) => (grouped.groups[i] === group ? [{ ...one, index: i, typical: points.dot(i, centre) }] : []))
      .sort((a, b) => b.typical - a.typical),
  )
  const kept = members.filter((group) => group.length >= smallest)
  const names = nameGroups(kept.map((group) => group.map(({ text }) => text)))
  const suggestions = kept.map(
    (group, i): SuggestedIntent => ({
      name: names[i]?.name ?? 'group',
      terms: names[i]?.terms ?? [],
      utterances: group.reduce((sum, { count }) => sum + count, 0),
      tightness: group.reduce((sum, { typical }) => sum + typical, 0) / group.length,
      examples: diverse(group, points).map(({ text }) => text),
      all: group.map(({ text }) => text),
      nearest: nearest(group.flatMap(({ text }) => nearestOf.get(text) ?? [])),
    }),
  )
  return {
    utterances: utterances.length,
    distinct: distinct.length,
    understood: [...understood]
      .map(([intent, count]) => ({ intent, utterances: count }))
      .sort((a, b) => b.utterances - a.utterances),
    suggestions: suggestions.sort((a, b) => b.utterances - a.utterances),
    unsorted: members.filter((group) => group.length < smallest).flatMap((group) => group.map(({ text }) => text)),
    silhouette: grouped.silhouette,
  }
}

function countDistinct(utterances: readonly string[]): { text: string; count: number }[] {
  const found = new Map<string, { text: string; count: number }>()
  for (const text of utterances) {
    const normal = normaliseUtterance(text)
    if (normal === '') continue
    const before = found.get(normal)
    if (before === undefined) found.set(normal, { text, count: 1 })
    else before.count += 1
  }
  return [...found.values()]
}

type Member = { text: string; index: number; typical: number }

/** Typical of the group and unlike what was chosen before (maximal marginal relevance). */
function diverse(group: readonly Member[], points: Points): Member[] {
  const chosen: { member: Member; vector: Float32Array }[] = []
  const left = group.slice(0, limits.suggestConsidered)
  while (chosen.length < limits.suggestExamples && left.length > 0) {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    left.forEach((member, i) => {
      const like = chosen.reduce((max, { vector }) => Math.max(max, points.dot(member.index, vector)), 0)
      const score = member.typical - limits.suggestDiversity * like
      if (score > most) {
        most = score
        best = i
      }
    })
    const [member] = left.splice(best, 1) as [Member]
    const vector = new Float32Array(points.dimensions)
    points.addTo(vector, member.index)
    chosen.push({ member, vector })
  }
  return chosen.map(({ member }) => member)
}

function nearest(intents: readonly IntentName[]): SuggestedIntent['nearest'] {
  const counts = new Map<IntentName, number>()
  for (const intent of intents) counts.set(intent, (counts.get(intent) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return best === undefined ? null : { intent: best[0], share: best[1] / intents.length }
}
