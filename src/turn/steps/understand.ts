import { expectedAnswer } from '#dialogue/index.ts'
import { defineStep } from '../turn-context.ts'

/** Reads the text: language, spelling, intents, entities, mood. What was just asked raises the kinds of answer that fit. */
export const understand = defineStep({
  name: 'understand',
  reads: ['claim', 'assistant', 'input', 'startedAtMs'],
  writes: ['understanding'],
  async run({ claim, assistant, input, startedAtMs }, { note }) {
    if (input.mode === 'held' || input.problem !== null || input.payload !== null) return { understanding: null }
    const expected = expectedAnswer(claim.conversation.dialogue, assistant.flows)
    const understanding = await assistant.understander.understand(input.text, {
      timeZone: assistant.config.time_zone,
      nowMs: startedAtMs,
      ...(expected !== null && { expected }),
    })
    const { intents, outOfScope, wishes, entities, corrections, language, mood } = understanding
    note('language', language.code)
    note(
      'intents',
      intents.slice(0, 3).map(({ name, confidence }) => ({ name, confidence: rounded(confidence) })),
    )
    note('outOfScope', rounded(outOfScope))
    if (wishes.length > 1)
      note(
        'wishes',
        wishes.map((wish) => wish.intents[0]?.name ?? 'none'),
      )
    if (entities.length > 0)
      note(
        'entities',
        entities.map(({ type }) => type),
      )
    if (corrections.length > 0) note('corrections', corrections.length)
    note('mood', { polarity: rounded(mood.polarity), anger: rounded(mood.anger), urgency: rounded(mood.urgency) })
    return { understanding }
  },
})

const rounded = (value: number) => Math.round(value * 1000) / 1000
