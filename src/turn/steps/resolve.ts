import { mentionLimit } from '#domain/conversation.ts'
import { mentionsOf, referencedEntities, rememberMentions, resolveReferences } from '#memory/index.ts'
import { defineStep } from '../turn-context.ts'

/** Finds what "it", "that order" and "the first one" stand for, and remembers what was named. The customer's words stay as they are. */
export const resolve = defineStep({
  name: 'resolve',
  reads: ['claim', 'assistant', 'input', 'understanding'],
  writes: ['resolved'],
  run({ claim, assistant, input, understanding }, { note }) {
    if (understanding === null) return { resolved: null }
    const before = claim.conversation.mentions
    const { pending } = claim.conversation.dialogue
    const references = resolveReferences(
      understanding.corrected,
      understanding.entities,
      before,
      assistant.referableNouns,
      pending !== null && 'options' in pending && (pending.options?.length ?? 0) > 0,
    )
    const referable = new Set(assistant.referableNouns.keys())
    const named = mentionsOf(understanding.entities, referable, input.seqs.at(-1) ?? claim.seq)
    const mentions = rememberMentions(before, named, mentionLimit)
    if (references.length > 0)
      note(
        'references',
        references.map(({ text, mention }) => ({ text, type: mention.type })),
      )
    const first = understanding.entities.length
    const referenced = referencedEntities(references, before.length)
    return {
      resolved: {
        references,
        mentions,
        understanding: {
          ...understanding,
          entities: [...understanding.entities, ...referenced],
          // A reference belongs to the wish in whose part of the text it stands.
          wishes: understanding.wishes.map((wish) => ({
            ...wish,
            entities: [
              ...wish.entities,
              ...referenced.flatMap((entity, index) =>
                entity.start >= wish.start && entity.start < wish.end ? [first + index] : [],
              ),
            ],
          })),
        },
      },
    }
  },
})
