import type { Citation, Reply } from '#domain/reply.ts'
import { replyText } from '#domain/reply.ts'
import { folded } from './compare.ts'
import { patternFlags } from './patterns.ts'

/** One expectation that did not hold. */
export interface Mismatch {
  /** Its path in the scenario: `reply.contains`. */
  expectation: string
  expected: string
  got: string
}

interface Wanted {
  contain?: string[] | undefined
  match?: string[] | undefined
  not_contain?: string[] | undefined
  citation?: string | boolean | undefined
}

/** What is wrong with what was said; `keys` are what the expectations are called where they stand. */
export function checkReplies(
  replies: readonly Reply[],
  wanted: Wanted,
  keys: Record<keyof Wanted, string>,
): Mismatch[] {
  const text = replies.map(replyText).join('\n')
  const got = text === '' ? '(silence)' : text
  const plain = folded(text)
  const found: Mismatch[] = []
  const add = (key: keyof Wanted, expected: string, instead = got) =>
    found.push({ expectation: keys[key], expected, got: instead })
  for (const words of wanted.contain ?? []) if (!plain.includes(folded(words))) add('contain', `"${words}"`)
  for (const source of wanted.match ?? []) if (!new RegExp(source, patternFlags).test(text)) add('match', `/${source}/`)
  for (const words of wanted.not_contain ?? []) if (plain.includes(folded(words))) add('not_contain', `not "${words}"`)
  if (wanted.citation !== undefined) {
    const cited = citationsOf(replies).map(({ passage }) => slugOf(passage))
    const shown = cited.length > 0 ? [...new Set(cited)].join(', ') : 'no citation'
    if (wanted.citation === false ? cited.length > 0 : cited.length === 0)
      add(
        'citation',
        wanted.citation === false
          ? 'no citation'
          : `a citation${wanted.citation === true ? '' : ` of ${wanted.citation}`}`,
        shown,
      )
    else if (typeof wanted.citation === 'string' && !cited.some((slug) => isArticle(slug, wanted.citation)))
      add('citation', wanted.citation, shown)
  }
  return found
}

const citationsOf = (replies: readonly Reply[]): Citation[] =>
  replies.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'text' ? (part.citations ?? []) : [])))

const isArticle = (slug: string, wanted: unknown) => slug === wanted || slug.endsWith(`/${String(wanted)}`)

/** A passage is named by its article and its number in it. */
const slugOf = (passage: string): string => passage.split('#')[0] ?? passage
