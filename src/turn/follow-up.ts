import type { AssistantRuntime } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import { type KnowledgeFilters, standaloneQuery } from '#knowledge/index.ts'
import { orWhileAway } from './articles-away.ts'

interface Around {
  conversation: Pick<Conversation, 'dialogue'>
  assistant: AssistantRuntime
  filters: KnowledgeFilters
}

/**
 * A question as it can be asked alone, by rules: "and on sundays?" after "do you deliver on saturdays?"; with how sure the articles are to answer
 * it. What looks like a follow-up and finds more as it stands is none. The rules are for English; a question in another language stays as it is.
 */
export async function askedAlone(
  question: string,
  { conversation, assistant, filters }: Around,
): Promise<{ query: string; confidence: number }> {
  const sureness = async (query: string) =>
    (await orWhileAway(assistant.knowledge.retrieve(query, filters, 1), null))?.confidence ?? 0
  const asIs = { query: question, confidence: await sureness(question) }
  if (!/^en\b/i.test(filters.locale ?? '')) return asIs
  // What the last reply answered: a follow-up leans on that, and seldom on what was before it.
  const lastQueries = conversation.dialogue.lastSays
    .flatMap((item) => (item.kind === 'answer' ? [item.query] : []))
    .reverse()
  const query = standaloneQuery(question, { lastQueries, lastArticle: null, topic: null, references: [] })
  if (query === question) return asIs
  const confidence = await sureness(query)
  return confidence >= asIs.confidence ? { query, confidence } : asIs
}
