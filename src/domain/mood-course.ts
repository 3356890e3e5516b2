import type { IntentName } from './ids.ts'
import type { OutcomeKind } from './reply.ts'
import type { Emotion, Mood, Understanding } from './understanding.ts'

/**
 * How the customer has fared so far: one number per thing that matters, carried from turn to turn. Part of the dialogue state, so it is
 * folded from events like everything else. Pure functions; every weight below is set by hand: there are no conversations with ratings
 * from which they could be fitted honestly.
 */
export interface MoodCourse {
  /** [0, 1]: weighted over the messages, the last one half. */
  frustration: number
  direction: 'rising' | 'steady' | 'falling'
  /** Messages of the customer that were read. */
  messages: number
  /** Messages that asked again for what had been asked. */
  repeats: number
  /** Turns that ended without help: not understood, refused, failed. */
  failures: number
  /** Turns that helped: answered or acted. */
  served: number
  complaints: number
  thanks: number
  handoffs: number
  lastOutcome: OutcomeKind | null
  /** The last wishes, newest last; words as hashes: nothing that could be read. */
  recent: { intent: IntentName | null; words: number[] }[]
}

export const courseSettings = {
  /** Share of the newest message in the average: after two calm messages a quarter of the anger is left. */
  newest: 0.5,
  /** How far what happened closes the gap to full frustration, beside what is said. */
  raise: { saysRepeated: 0.25, repeat: 0.15, clarified: 0.1, refused: 0.1, failed: 0.2 },
  /** What a message says, by emotion; anger counts as it is. */
  said: { frustration: 0.8, disappointment: 0.5, polarity: 0.3 },
  /** Share of the frustration that full thanks or joy take away. */
  relief: 0.6,
  /** Share that is left when a person takes over: what the person hears first is not the assistant's doing any more. */
  afterHandoff: 0.5,
  /** Changes below are no direction. */
  steady: 0.05,
  /** From here a message counts as a complaint, or as thanks. */
  complaint: 0.5,
  thanks: 0.5,
  /** Messages looked back at for the same wish, and words of each that are kept. */
  recent: 3,
  words: 24,
  /** Share of common words (of both together) from which two messages say the same; shorter ones than `leastWords` say nothing. */
  sameWords: 0.6,
  /** The same where the intent is the same, too: "help/question" twice need not be the same question. */
  sameWordsOfIntent: 0.3,
  leastWords: 3,
  /** Confidence of an intent that counts as asked for. */
  sureIntent: 0.4,
} as const

/**
 * Weights of predicted satisfaction, before the logistic: what helps is positive, what hurts negative, so that more of a bad thing never
 * raises it. Shares are of the turns; `long` is per doubling of the messages beyond four.
 */
export const satisfactionWeights = {
  start: 0.8,
  servedShare: 1.6,
  failedShare: -2.4,
  repeats: -0.6,
  frustration: -3.2,
  complaints: -0.4,
  thanks: 0.7,
  handoffs: -0.5,
  long: -0.3,
} as const

export const beginCourse = (): MoodCourse => ({
  frustration: 0,
  direction: 'steady',
  messages: 0,
  repeats: 0,
  failures: 0,
  served: 0,
  complaints: 0,
  thanks: 0,
  handoffs: 0,
  lastOutcome: null,
  recent: [],
})

/** The course after a message was read. A pressed button says nothing about the mood: do not call it then. */
export function hearMessage(before: MoodCourse | undefined, read: Understanding): MoodCourse {
  const course = before ?? beginCourse()
  const { newest, raise, relief, steady, complaint, thanks } = courseSettings
  const said = frustrationIn(read.mood)
  const pleased = pleasureIn(read.mood)
  const wish = wishOf(read)
  const saysSo = saysRepeated.test(read.text)
  const isRepeat = saysSo || course.recent.some((earlier) => isSameWish(earlier, wish, course.lastOutcome))
  let frustration = (1 - newest) * course.frustration + newest * said
  if (isRepeat) frustration += (1 - frustration) * (saysSo ? raise.saysRepeated : raise.repeat)
  frustration *= 1 - relief * pleased
  frustration = round(frustration)
  const change = frustration - course.frustration
  return {
    ...course,
    frustration,
    direction: change > steady ? 'rising' : change < -steady ? 'falling' : 'steady',
    messages: course.messages + 1,
    repeats: course.repeats + (isRepeat ? 1 : 0),
    complaints: course.complaints + (said >= complaint ? 1 : 0),
    thanks: course.thanks + (pleased >= thanks ? 1 : 0),
    recent: [...course.recent, wish].slice(-courseSettings.recent),
  }
}

/** The course after the turn has ended: what came of it changes how the next message is met. */
export function endTurn(before: MoodCourse | undefined, outcome: OutcomeKind): MoodCourse {
  const course = before ?? beginCourse()
  const { raise, afterHandoff } = courseSettings
  const raised = outcome in raise ? raise[outcome as keyof typeof raise] : 0
  const frustration = course.frustration + (1 - course.frustration) * raised
  const isHandoff = outcome === 'handed-off'
  return {
    ...course,
    frustration: round(isHandoff ? frustration * afterHandoff : frustration),
    failures: course.failures + (raised > 0 ? 1 : 0),
    served: course.served + (outcome === 'answered' || outcome === 'acted' ? 1 : 0),
    handoffs: course.handoffs + (isHandoff ? 1 : 0),
    lastOutcome: outcome,
  }
}

/** How content the customer would say to be now, from 1 to 5; a prediction by rule, not a measurement. */
export function predictSatisfaction(course: MoodCourse): number {
  const weights = satisfactionWeights
  const turns = Math.max(1, course.messages)
  const score =
    weights.start +
    weights.servedShare * Math.min(1, course.served / turns) +
    weights.failedShare * Math.min(1, course.failures / turns) +
    weights.repeats * Math.min(3, course.repeats) +
    weights.frustration * course.frustration +
    weights.complaints * Math.min(3, course.complaints) +
    weights.thanks * Math.min(2, course.thanks) +
    weights.handoffs * Math.min(2, course.handoffs) +
    weights.long * Math.max(0, Math.log2(turns / 4))
  return Math.round((1 + 4 / (1 + Math.exp(-score))) * 100) / 100
}

/** [0, 1]: how fed up one message sounds. */
export function frustrationIn(mood: Mood): number {
  const { said } = courseSettings
  return Math.min(
    1,
    Math.max(
      mood.anger,
      said.frustration * shareOf(mood, 'frustration'),
      said.disappointment * shareOf(mood, 'disappointment'),
      -said.polarity * mood.polarity,
      0,
    ),
  )
}

/** [0, 1]: how thankful or glad it sounds; nothing where it also sounds fed up. */
function pleasureIn(mood: Mood): number {
  const glad = Math.max(shareOf(mood, 'gratitude') + shareOf(mood, 'joy'), 0)
  return Math.max(0, Math.min(1, glad) - frustrationIn(mood))
}

const shareOf = ({ emotions }: Mood, name: Emotion) =>
  emotions?.find((emotion) => emotion.name === name)?.confidence ?? 0

/** Who says that it was said before was there before this conversation: on the phone, by mail. English. */
const saysRepeated =
  /\b(third|fourth|fifth|sixth|tenth|hundredth|umpteenth|nth|\d{1,3}(rd|th)) time\b|\bsecond time (you|in|that you|i (have to|had to|am|write|explain))\b|\balready (told|explained|asked|wrote|said)\b|\bhow (many times|often do i)\b|\bfor the last time\b|\b(keep|kept) (asking|repeating|explaining)\b/i

/** Steering the talk and small talk are said often without wanting the same thing twice. */
const isNoWish = (intent: IntentName) => /^(control|small-?talk)\//.test(intent)

function wishOf({ text, intents }: Understanding): MoodCourse['recent'][number] {
  const [first] = intents
  const isSure = first !== undefined && first.confidence >= courseSettings.sureIntent && !isNoWish(first.name)
  const words = new Set((text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(hashOf))
  return { intent: isSure ? first.name : null, words: [...words].slice(0, courseSettings.words) }
}

/** The same words again, or the same wish although it was seen to. To name a wish while answering a question is no repetition. */
function isSameWish(
  earlier: MoodCourse['recent'][number],
  now: MoodCourse['recent'][number],
  outcome: OutcomeKind | null,
): boolean {
  const common = now.words.filter((word) => earlier.words.includes(word)).length
  const all = earlier.words.length + now.words.length - common
  const { leastWords, sameWords, sameWordsOfIntent } = courseSettings
  if (Math.min(earlier.words.length, now.words.length) >= leastWords && common / all >= sameWords) return true
  const isOpen = outcome === 'clarified' || outcome === 'refused' || outcome === 'failed' || outcome === 'answered'
  return (
    isOpen && now.intent !== null && now.intent === earlier.intent && common / Math.max(1, all) >= sameWordsOfIntent
  )
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

const round = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000

/** One line for whoever takes over. */
export function describeCourse(course: MoodCourse): string {
  const { frustration, direction, repeats, failures } = course
  const level = frustration >= 0.6 ? 'very frustrated' : frustration >= 0.3 ? 'somewhat frustrated' : 'calm'
  const parts = [direction === 'steady' ? level : `${level}, ${direction}`]
  if (repeats > 0) parts.push(`had to ask again ${repeats === 1 ? 'once' : `${repeats} times`}`)
  if (failures > 0) parts.push(`was not helped ${failures === 1 ? 'once' : `${failures} times`}`)
  return parts.join('; ')
}
