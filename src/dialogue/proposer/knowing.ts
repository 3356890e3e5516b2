import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Understanding } from '#domain/understanding.ts'
import { propose } from './propose.ts'
import type { DecisionContext } from './types.ts'

/**
 * `propose`, where looking into the knowledge base takes time. Proposing is pure and cheap (some hundredths of a millisecond), so it is done
 * again once it is known what the knowledge base says to the questions it came upon; in rounds, as an answer can bring up another question.
 *
 * @param ask how sure the knowledge base is to have an answer to a question, [0, 1].
 */
export async function proposeKnowing(
  understanding: Understanding,
  state: DialogueState,
  context: Omit<DecisionContext, 'knows'>,
  ask: (query: string) => Promise<number>,
): Promise<Command[]> {
  const known = new Map<string, number>()
  for (;;) {
    const wanted = new Set<string>()
    const commands = propose(understanding, state, {
      ...context,
      knows(query) {
        if (!known.has(query)) wanted.add(query)
        return known.get(query) ?? 0
      },
    })
    if (wanted.size === 0) return commands
    await Promise.all([...wanted].map(async (query) => known.set(query, await ask(query))))
  }
}
