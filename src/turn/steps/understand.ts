import { expectedAnswer } from '#dialogue/index.ts'
import { spokenLocale } from '../spoken-locale.ts'
import { defineStep } from '../turn-context.ts'

/** Reads the text: language, spelling, intents, entities, mood. What was just asked raises the kinds of answer that fit. */
export const understand = defineStep({
  name: 'understand',
  reads: ['claim', 'assistant', 'input', 'startedAtMs'],
  writes: ['understanding', 'locale'],
  async run({ claim, assistant, input, startedAtMs }, { note }) {
    if (input.mode === 'held' || input.mode === 'alarm' || input.problem !== null || input.payload !== null) {
      return { understanding: null, locale: claim.conversation.locale }
    }
    const expected = expectedAnswer(claim.conversation.dialogue, assistant.flows)
    const understanding = await assistant.understander.understand(input.text, {
      timeZone: assistant.config.time_zone,
      nowMs: startedAtMs,
      language: claim.conversation.locale,
      ...(expected !== null && { expected }),
    })
    const { conversation } = claim
    const locale = spokenLocale(
      conversation.locale,
      understanding,
      assistant.config.languages,
      conversation.turns === 0,
    )
    const { intents, outOfScope, wishes, entities, corrections, language, mood } = understanding
    note('language', language.code)
    if (locale !== conversation.locale) note('locale', locale)
    if (language.others)
      note(
        'otherLanguages',
        language.others.map(({ code, share }) => ({ code, share: rounded(share) })),
      )
    note(
      'intents',
      intents.slice(0, 3).map(({ name, confidence }) => ({ name, confidence: rounded(confidence) })),
    )
    if (understanding.encoderProblem !== undefined) note('encoder', understanding.encoderProblem)
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
    if (corrections.length > 0)
      note(
        'corrections',
        corrections.map(({ original, corrected }) => `${original} → ${corrected}`),
      )
    note('mood', {
      polarity: rounded(mood.polarity),
      anger: rounded(mood.anger),
      urgency: rounded(mood.urgency),
      ...(mood.emotions?.[0] && { emotion: mood.emotions[0].name }),
    })
    return { understanding, locale }
  },
})

const rounded = (value: number) => Math.round(value * 1000) / 1000
