import { requiredResponses } from '#assistant/index.ts'
import { builtInResponses, type CompiledStep } from '#dialogue/index.ts'
import type { ResponseName } from '#domain/ids.ts'
import type { Found, LintRule } from './finding.ts'
import { lintLimits } from './limits.ts'
import type { LintSubject, Place } from './subject.ts'

/** Everything that the assistant may say, with where that is written; built-in responses stand in responses/. */
function said(subject: LintSubject): Map<ResponseName, Place> {
  const found = new Map<ResponseName, Place>()
  const add = (name: ResponseName | null | undefined, place: Place) => {
    if (name != null && !found.has(name)) found.set(name, place)
  }
  for (const { file, line, step } of subject.steps)
    for (const name of saidIn(step)) add(name, subject.responsePlaces.get(name ?? '') ?? { file, line })
  for (const flow of Object.values(subject.flows.flows)) {
    const here = subject.flowPlace(flow)
    for (const name of [...Object.values(flow.repair), flow.guard?.otherwise ?? null]) add(name, here)
    for (const slot of Object.values(flow.slots)) {
      const rules = [...slot.validate, ...slot.checks].map((rule) => rule.else)
      const silent = (slot.silence ?? []).map(({ say }) => say)
      const names = [slot.ask, ...slot.reasks, slot.explain, ...rules, ...silent]
      for (const name of names) add(name, subject.slotPlace(flow, slot.name))
    }
  }
  const placed = (name: ResponseName) => subject.responsePlaces.get(name) ?? { file: 'responses', line: null }
  const own = [...requiredResponses, ...Object.keys(builtInResponses), ...[subject.config.silence.say ?? []].flat()]
  for (const name of own) add(name, placed(name))
  for (const { name, response } of subject.intents) {
    const place = subject.intentPlaces.get(name)
    if (response !== null) add(response, place ?? placed(response))
  }
  return found
}

function saidIn(step: CompiledStep): (ResponseName | null)[] {
  const silent = 'silence' in step ? (step.silence ?? []).map(({ say }) => say) : []
  switch (step.kind) {
    case 'say':
    case 'confirm':
      return [step.response, ...silent]
    case 'ask-again':
      return [step.said?.response ?? null]
    case 'schedule':
      return [step.response]
    default:
      return silent
  }
}

const languageOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? ''

const missingWording: LintRule = {
  id: 'wording-missing',
  severity: 'warning',
  about:
    'A response has no wording in one of the languages of the assistant: there it is said in another, or not at all.',
  check(subject) {
    const { languages } = subject.config
    const [first = 'en'] = languages
    return [...said(subject)].flatMap(([name, place]): Found[] => {
      const variants = (Object.hasOwn(subject.wordings, name) ? subject.wordings[name] : undefined) ?? []
      // A question that is never asked needs no wording; the compiler reports those that are.
      if (variants.length === 0) return []
      const missing = languages.filter(
        (tag) =>
          !variants.some(({ locale }) =>
            locale === null ? languageOf(tag) === languageOf(first) : languageOf(locale) === languageOf(tag),
          ),
      )
      if (missing.length === 0) return []
      return [
        {
          ...(subject.responsePlaces.get(name) ?? place),
          message: `"${name}" has no wording for ${missing.join(', ')}.`,
          todo: `Add a variant with locale: ${missing[0]}.`,
        },
      ]
    })
  },
}

const onlyConditional: LintRule = {
  id: 'wording-conditional',
  severity: 'note',
  about: 'Every wording of a response has a condition: where none of them holds, only an apology is left to say.',
  check: (subject) =>
    [...said(subject).keys()].flatMap((name): Found[] => {
      const variants = (Object.hasOwn(subject.wordings, name) ? subject.wordings[name] : undefined) ?? []
      const general = variants.filter(({ channel }) => channel === null)
      const conditions = general.flatMap(({ when }) => when ?? [])
      const isComplete = conditions.some(
        (one) => conditions.includes(`not ${one}`) || conditions.includes(`not (${one})`),
      )
      if (general.length === 0 || conditions.length < general.length || isComplete) return []
      return [
        {
          ...(subject.responsePlaces.get(name) ?? { file: 'responses', line: null }),
          message: `Every wording of "${name}" has a condition.`,
          todo: 'Add one without if: for all other cases.',
        },
      ]
    }),
}

/** The first parts of names that the turn itself says: what it does not say today it may word on another day. */
const ownFamilies = ['memory.', 'check.', 'intake.', 'handoff.', 'language.', 'safety.', 'repair.', 'turn.', 'silence.']

const unusedResponse: LintRule = {
  id: 'response-never-used',
  severity: 'note',
  about: 'A response is worded, and neither a flow, an intent nor the assistant itself says it.',
  check(subject) {
    const used = said(subject)
    return [...subject.responsePlaces]
      .filter(([name]) => !used.has(name) && !ownFamilies.some((family) => name.startsWith(family)))
      .map(([name, place]) => ({ ...place, message: `Nothing says "${name}".`, todo: 'Use it, or remove it.' }))
  },
}

const longQuickReply: LintRule = {
  id: 'quick-reply-too-long',
  severity: 'note',
  about: `A button of a response says more than ${lintLimits.buttonCharacters} characters: phones break or cut it.`,
  check: (subject) =>
    [...subject.responsePlaces].flatMap(([name, place]) =>
      (subject.wordings[name] ?? [])
        .flatMap(({ quickReplies }) => quickReplies)
        .map(({ label }) => label.map((part) => (typeof part === 'string' ? part : '')).join(''))
        .filter((label) => label.length > lintLimits.buttonCharacters)
        .map((label) => ({
          ...place,
          message: `The button "${label}" of "${name}" has ${label.length} characters.`,
          todo: `Shorten it to ${lintLimits.buttonCharacters}.`,
        })),
    ),
}

export const wordingRules: readonly LintRule[] = [missingWording, onlyConditional, unusedResponse, longQuickReply]
