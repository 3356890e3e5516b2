import type { Conversation } from '#domain/conversation.ts'
import { standaloneQuery } from '#knowledge/index.ts'

/**
 * A question as it can be asked alone, by rules: "and on sundays?" after "do you deliver on saturdays?". The rules are for English; a question in
 * another language stays as it is.
 */
export function askedAlone(question: string, { dialogue }: Pick<Conversation, 'dialogue'>, locale: string): string {
  if (!/^en\b/i.test(locale)) return question
  // What the last reply answered: a follow-up leans on that, and seldom on what was before it.
  const lastQueries = dialogue.lastSays.flatMap((item) => (item.kind === 'answer' ? [item.query] : [])).reverse()
  return standaloneQuery(question, { lastQueries, lastArticle: null, topic: null, references: [] })
}
