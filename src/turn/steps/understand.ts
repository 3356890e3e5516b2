import { expectedAnswer } from '#dialogue/index.ts'
import { memoryWishOf } from '#memory/index.ts'
import { alsoSpoken, askingIn, hear } from '../models/index.ts'
import { customerZone, loadProfile, noProfile } from '../profile/index.ts'
import { spokenLocale } from '../spoken-locale.ts'
import { defineStep } from '../turn-context.ts'

/** Reads the text: language, spelling, intents, entities, mood. What was just asked raises the kinds of answer that fit. */
export const understand = defineStep({
  name: 'understand',
  reads: ['claim', 'assistant', 'input', 'startedAtMs'],
  writes: ['understanding', 'heard', 'speaks', 'locale', 'profile', 'timeZone'],
  async run({ claim, assistant, input, startedAtMs }, { note, deps, models }) {
    const { identity, timeZone: device, memory } = claim.conversation
    const mode = assistant.config.memory.profile
    const profile =
      input.mode === 'held' ? noProfile(mode) : await loadProfile(claim.conversation, identity, mode, startedAtMs, deps)
    const timeZone = customerZone(device, profile.values, assistant.config.time_zone)
    if (profile.facts.length > 0) note('profile', profile.facts.length)
    if (timeZone !== assistant.config.time_zone) note('timeZone', timeZone)
    const text = input.payload === null ? input.text : input.beside
    if (input.mode === 'held' || input.mode === 'alarm' || input.problem !== null || text === null) {
      const { locale, speaks = null } = claim.conversation
      return { understanding: null, heard: null, speaks, locale, profile, timeZone }
    }
    const expected = expectedAnswer(claim.conversation.dialogue, assistant.flows)
    const reading = {
      timeZone,
      nowMs: startedAtMs,
      language: claim.conversation.locale,
      ...(expected !== null && { expected }),
    }
    const { conversation } = claim
    const read = await assistant.understander.understand(text, reading)
    const { heard, speaks } = await hear(askingIn(claim, assistant, models), {
      text,
      read,
      conversation,
      languages: assistant.config.languages,
      also: alsoSpoken(assistant),
    })
    if (heard !== null) {
      note('translated from', heard.from)
      note('read as', heard.text.slice(0, readAsCharacters))
    }
    const understanding = heard === null ? read : await assistant.understander.understand(heard.text, reading)
    const wish = memoryWishOf(heard?.text ?? text, assistant.referableNouns)
    const asked = wish?.kind === 'language' && sameLanguage(assistant.config.languages, wish.language)
    // Who said which language they want is not switched by a message in another.
    const locale =
      asked ||
      memory?.manner.language ||
      spokenLocale(conversation.locale, understanding, assistant.config.languages, conversation.turns === 0)
    const [likeliest] = understanding.intents
    if (likeliest !== undefined && likeliest.confidence >= aboutFrom) models.intent = likeliest.name
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
    return { understanding, heard, speaks, locale, profile, timeZone }
  },
})

/** How sure an intent must be for models to be asked in its way. */
const aboutFrom = 0.5
/** Of a translation, for the trace. */
const readAsCharacters = 200

const rounded = (value: number) => Math.round(value * 1000) / 1000

const sameLanguage = (languages: readonly string[], code: string): string | undefined =>
  languages.find((tag) => tag.split('-')[0]?.toLowerCase() === code)
