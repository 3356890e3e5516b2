import type { AssistantRuntime } from '#assistant/index.ts'
import type { ReplyItem } from '#domain/reply.ts'
import type { KnowledgeAnswer, KnowledgeFilters } from '#knowledge/index.ts'

/** What the articles say to each question that a reply has to answer; those without an answer are left out. */
export async function answersTo(
  assistant: AssistantRuntime,
  items: readonly ReplyItem[],
  filters: KnowledgeFilters,
): Promise<ReadonlyMap<string, KnowledgeAnswer>> {
  const answers = new Map<string, KnowledgeAnswer>()
  for (const item of items) {
    if (item.kind !== 'answer') continue
    const answer = await assistant.knowledge.answer(item.query, filters)
    if (answer !== null) answers.set(item.query, answer)
  }
  return answers
}
