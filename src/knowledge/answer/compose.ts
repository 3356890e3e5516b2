import type { Citation } from '#domain/reply.ts'
import { answerLimits } from '../choices.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import type { Found } from '../retrieve/search.ts'
import type { FoundInHops } from '../retrieve/two-hops.ts'
import { type CutAnswer, cutAnswer, type Room } from './answer.ts'
import { mattersOf } from './matters.ts'
import type { StatementScorer } from './score-statements.ts'

export interface ComposedAnswer {
  text: string
  citations: Citation[]
  confidence: number
  /** Article and passage that its first part was cut from. */
  document: number
  passage: string
  /** More can be offered: a paragraph, list or table that it was cut from goes on. */
  goesOn: boolean
}

/**
 * The answer to a message: of two matters both, of a question whose answer needs two articles what both say, else the best of one. Null where
 * nothing is found with the confidence that an answer needs.
 */
export async function composeAnswer(
  index: KnowledgeIndex,
  scorer: StatementScorer,
  find: (text: string) => Promise<FoundInHops>,
  text: string,
): Promise<ComposedAnswer | null> {
  const { threshold } = index.settings
  const isSure = ({ confidence }: Found) => confidence >= threshold
  const cut = (found: Found, room?: Room): ComposedAnswer | null => {
    const answer = cutAnswer(index, scorer, found.query, found.candidates, room)
    return answer && { ...answer, confidence: found.confidence, document: found.candidates[0]!.document }
  }

  const whole = await find(text)
  const matters = whole.forAnswer ? null : mattersOf(text)
  if (matters !== null) {
    const found: FoundInHops[] = []
    for (const matter of matters) found.push(await find(matter))
    const sure = found.filter(isSure)
    // One of two is no full answer; what the whole message finds may be.
    if (sure.length > 1) return join(sure.flatMap((one) => cut(one, roomOf(sure.length)) ?? []))
    if (!isSure(whole) && sure[0]) return cut(sure[0])
  }
  const first = whole.forAnswer ?? whole
  if (!isSure(first)) return null
  const { second } = whole
  const isElsewhere =
    second !== null && isSure(second) && second.candidates[0]?.document !== first.candidates[0]?.document
  if (!isElsewhere) return cut(first)
  return join([first, second].flatMap((one) => cut(one, roomOf(2)) ?? []))
}

const roomOf = (answers: number): Room => ({
  characters: Math.floor((answerLimits.characters - answers) / answers),
  lines: Math.floor(answerLimits.lines / answers),
})

/** One below the other, each with its citations; what was cut from the same place comes once. As sure as the least sure of them. */
function join(answers: readonly ComposedAnswer[]): ComposedAnswer | null {
  const different = answers.filter(
    (one, at) => !answers.slice(0, at).some((before) => before.text.includes(one.text) || isSame(before, one)),
  )
  const [first] = different
  if (!first) return null
  return {
    ...first,
    text: different.map(({ text }) => text).join('\n'),
    citations: different.flatMap(({ citations }) => citations),
    goesOn: different.some(({ goesOn }) => goesOn),
    confidence: Math.min(...different.map(({ confidence }) => confidence)),
  }
}

const isSame = (one: CutAnswer, other: CutAnswer): boolean =>
  one.passage === other.passage && one.text.slice(0, 40) === other.text.slice(0, 40)
