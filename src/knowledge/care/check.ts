import type { KnowledgeDocument } from '../documents/document.ts'
import { contradictionsIn } from './contradictions.ts'
import { duplicatesIn } from './duplicates.ts'
import { freshnessDays, freshnessOf } from './freshness.ts'
import { statedIn } from './statements.ts'

/** One thing that an editor should look at. */
export interface CareFinding {
  kind: 'contradiction' | 'duplicate' | 'expired' | 'expires-soon' | 'not-yet' | 'stale' | 'undated' | 'unused'
  severity: 'error' | 'warning' | 'note'
  /** Slugs of the documents it is about. */
  documents: string[]
  /** What was found, in a sentence. */
  what: string
  /** The words it rests on, with the passage they stand in. */
  evidence: { passage: string; text: string }[]
}

export interface CareOptions {
  /** Milliseconds since the epoch. */
  nowMs: number
  staleDays?: number
  soonDays?: number
  /** How often each document was cited lately; left out where nobody counted. */
  cited?: ReadonlyMap<string, number>
}

/** What an editor should look at, what matters most first. */
export function careFor(documents: readonly KnowledgeDocument[], options: CareOptions): CareFinding[] {
  const stated = statedIn(documents)
  const { nowMs, staleDays: stale = freshnessDays.stale, soonDays: soon = freshnessDays.soon, cited } = options
  const slugOf = (document: number): string => documents[document]?.slug ?? ''
  const findings: CareFinding[] = [
    ...contradictionsIn(documents, stated).map(
      ({ one, other, kind, what }): CareFinding => ({
        kind: 'contradiction',
        severity: kind === 'figure' ? 'error' : 'warning',
        documents: [...new Set([slugOf(one.document), slugOf(other.document)])],
        what: `The same is said with another ${kind === 'figure' ? `figure: ${what}` : `answer: ${what}`}`,
        evidence: [one, other].map(({ passage, text }) => ({ passage, text })),
      }),
    ),
    ...duplicatesIn(documents, stated).map(
      ({ one, other, share, examples }): CareFinding => ({
        kind: 'duplicate',
        severity: 'warning',
        documents: [one, other],
        what: `${Math.round(share * 100)} % of "${one}" stands in "${other}" too`,
        evidence: examples.map((text) => ({ passage: one, text })),
      }),
    ),
    ...freshnessOf(documents, nowMs, { stale, soon }).map(
      ({ slug, kind, days }): CareFinding => ({
        kind,
        severity: kind === 'expired' || kind === 'stale' ? 'warning' : 'note',
        documents: [slug],
        what: freshnessText(kind, days),
        evidence: [],
      }),
    ),
    ...(cited === undefined
      ? []
      : documents
          .filter(({ slug }) => (cited.get(slug) ?? 0) === 0)
          .map(
            ({ slug }): CareFinding => ({
              kind: 'unused',
              severity: 'note',
              documents: [slug],
              what: 'No answer cited it in that time',
              evidence: [],
            }),
          )),
  ]
  const order: CareFinding['severity'][] = ['error', 'warning', 'note']
  return findings.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

function freshnessText(kind: ReturnType<typeof freshnessOf>[number]['kind'], days: number | null): string {
  switch (kind) {
    case 'expired':
      return `No longer seen since ${days} days: renew it or take it out`
    case 'expires-soon':
      return `Seen for ${days} more days`
    case 'not-yet':
      return `Seen in ${days} days`
    case 'stale':
      return `Not looked at for ${days} days: check it and set "updated"`
    case 'undated':
      return 'Nobody wrote when it was last checked: set "updated"'
  }
}
