import { mentionLimit } from '#domain/conversation.ts'
import type { Json } from '#domain/json.ts'
import {
  doubtfulTypes,
  keyOf,
  mentionsOf,
  type Reference,
  referencedEntities,
  rememberMentions,
  resolveReferences,
  thingsOfMentions,
  topicShift,
} from '#memory/index.ts'
import { memoryActOf } from '../profile/index.ts'
import { defineStep } from '../turn-context.ts'
import { inPlay, subjectOf, wantedAt, wishAt } from '../wanted.ts'

/**
 * Finds what "it", "both orders" and "the one I cancelled" stand for, tells whether the subject changed, and remembers what was named. The
 * customer's words stay as they are.
 */
export const resolve = defineStep({
  name: 'resolve',
  reads: ['claim', 'assistant', 'input', 'understanding', 'heard', 'profile'],
  writes: ['resolved', 'memoryAct'],
  async run({ claim, assistant, input, understanding, heard, profile }, { note }) {
    const { conversation } = claim
    const { payload } = input
    const text = heard?.text ?? input.text
    const isRead = input.mode === 'answer' && input.problem === null
    const memoryAct = isRead ? memoryActOf({ text, payload, conversation, profile, assistant }) : null
    if (memoryAct !== null) note('memory', memoryAct.reason)
    if (understanding === null) return { resolved: null, memoryAct }
    const { mentions: before, memory, dialogue } = conversation
    const seq = input.seqs.at(-1) ?? claim.seq
    const named = mentionsOf(understanding.entities, new Set(assistant.referableNouns.keys()), seq)
    const { pending } = dialogue
    const references = resolveReferences({
      text: understanding.corrected,
      entities: understanding.entities,
      things: memory?.things ?? thingsOfMentions(before),
      nouns: assistant.referableNouns,
      choosing: pending !== null && 'options' in pending && (pending.options?.length ?? 0) > 0,
      wantedAt: wantedAt(understanding, dialogue, assistant.flows),
      wishAt: wishAt(understanding),
      inPlay: inPlay(dialogue, assistant.flows),
      ...(memory?.topic && { subjectSince: memory.topic.since }),
    })
    // What is clearly referred to has come up again: the next "it" is about it.
    const meant = references
      .filter(({ doubtful }) => !doubtful)
      .map(({ mention }) => ({ ...mention, seq, by: 'customer' as const }))
    const cameUp = [...named, ...meant]
    const last = memory?.topic?.last ?? ''
    // With a question open most messages are answers: their meaning says nothing of the subject.
    const similarity =
      last === '' || pending !== null ? null : await assistant.understander.similarity(last, understanding.corrected)
    const subject = subjectOf(understanding, cameUp.map(keyOf), dialogue, assistant.flows, similarity)
    const { score, shifted, signs, topic } = topicShift(memory?.topic ?? null, subject, seq)
    if (references.length > 0) note('references', references.map(traced))
    if (score > 0) note('change of subject', { score, shifted, signs })
    const first = understanding.entities.length
    const referenced = referencedEntities(references)
    return {
      memoryAct,
      resolved: {
        references,
        cameUp,
        doubtful: doubtfulTypes(references),
        topic,
        mentions: rememberMentions(before, cameUp, mentionLimit),
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

/** Kinds and reasons; what the things are is in the entities. */
const traced = ({ text, mention, reason, score, doubtful, alternatives }: Reference): Json => ({
  text,
  type: mention.type,
  score,
  reason,
  ...(doubtful && { doubtful, alternatives: alternatives.length }),
})
