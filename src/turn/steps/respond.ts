import { isOpen, nextOpening } from '#assistant/index.ts'
import { seededRandom } from '#domain/random.ts'
import type { ReplyItem } from '#domain/reply.ts'
import { moodOf, promiseInTheirs, promisesIn, styleInstructions, styleOf } from '#responses/index.ts'
import { answersTo, askedOf } from '../answers.ts'
import { askingIn, phrasedReply, translatedReply } from '../models/index.ts'
import { renderReply } from '../render-reply.ts'
import { type Acted, defineStep, type StepTools, type TurnData } from '../turn-context.ts'

/** Words what was decided: templates in the customer's locale, answers from the articles with their citations. */
export const respond = defineStep({
  name: 'respond',
  reads: [
    'claim',
    'assistant',
    'input',
    'acted',
    'startedAtMs',
    'understanding',
    'speaks',
    'profile',
    'timeZone',
    'locale',
  ],
  writes: ['draft'],
  async run(turn, { deps, note, models }) {
    const { claim, assistant, acted, startedAtMs } = turn
    if (acted.items.length === 0)
      return { draft: { reply: null, outcome: acted.outcome, grounds: [], authored: [], asked: [] } }
    const items = await withPromise(turn, deps)
    const { conversation } = claim
    const brief = acted.state.brief === true || wantsBrief(turn)
    const mood = turn.understanding === null ? null : moodOf(turn.understanding.mood)
    const situation = { channel: conversation.channel, mood, brief }
    const answers = await answersTo(items, {
      turn,
      filters: { locale: turn.locale, nowMs: startedAtMs },
      style: styleInstructions(styleOf(assistant.config.personality, situation), turn.locale),
      brief,
      // What is translated afterwards is not shown before.
      isWatched: turn.speaks === null,
      tools: { deps, models, note },
    })
    const { reply, grounds, authored, unanswered } = renderReply(assistant, items, {
      locale: turn.locale,
      timeZone: turn.timeZone,
      brief,
      ...(turn.understanding !== null && {
        // Short words ("ja") do not tell their language: that of the wish does.
        spoken: acted.handoff?.language ?? turn.understanding.language.code,
        mood,
      }),
      isAcknowledged: isAcknowledged(acted),
      closes: acted.outcome === 'acted' && acted.state.stack.length === 0 && acted.handoff === null,
      channel: conversation.channel,
      // Who is in a hurry gets the shortest of the wordings.
      // A replay of the same conversation draws the same variants.
      random: seededRandom(`${conversation.id}:${drawnFrom(turn)}`),
      variables: { customer: acted.identity.attributes, settings: assistant.exposed },
      nowMs: startedAtMs,
      answers,
    })
    if (unanswered.length > 0) note('unanswered', unanswered.length)
    note('responses', reply.reasons)
    const asking = askingIn(claim, assistant, models)
    const isConfirming = acted.state.pending?.kind === 'confirm'
    // The author's own wording is what is worded anew; what was put into it stays.
    const values = grounds.filter((ground) => !authored.includes(ground))
    const phrased = await phrasedReply(asking, { reply, values, situation, isConfirming, assistant }, note)
    const spoken = await translatedReply(asking, phrased, turn.speaks, note)
    return {
      draft: {
        reply: { ...spoken, reasons: [...acted.reasons, ...spoken.reasons] },
        outcome: acted.outcome,
        authored,
        asked: askedOf(items, answers),
        grounds: [
          ...grounds,
          ...acted.toolCalls.map((call) => call.result),
          ...slotValues(acted),
          acted.identity.attributes,
        ],
      },
    }
  },
})

/** The same when the turn is run again after a crash, whatever came in between. */
const drawnFrom = ({ input, claim }: Pick<TurnData, 'input' | 'claim'>) =>
  input.due === null ? (input.seqs.at(-1) ?? claim.seq) : `alarm ${input.due.alarm.id}`

/** By their word in this conversation, else by what is remembered. */
const wantsBrief = ({ claim, acted, profile }: Pick<TurnData, 'claim' | 'acted' | 'profile'>): boolean =>
  (acted.kept.memory.manner ?? claim.conversation.memory?.manner)?.brevity === 'short' ||
  ((acted.kept.memory.manner ?? claim.conversation.memory?.manner)?.brevity === undefined &&
    profile.values['brevity'] === 'short')

/** At the first complaint, and at every third after it. */
const isAcknowledged = ({ state }: Acted): boolean => {
  const complaints = state.course?.complaints ?? 0
  return complaints > 0 && complaints % complaintsBetween !== 1
}
const complaintsBetween = 3

const slotValues = (acted: Acted) => acted.state.stack.map((frame) => ({ ...frame.slots, ...frame.variables }))

/**
 * A hand-off is promised as it will be kept: with the place in the queue while people are there, with when they are back
 * otherwise. The queue entry is written in the same transaction as the promise.
 */
async function withPromise(
  {
    claim,
    assistant,
    acted,
    startedAtMs,
    speaks,
  }: Pick<TurnData, 'claim' | 'assistant' | 'acted' | 'startedAtMs' | 'speaks'>,
  deps: StepTools['deps'],
): Promise<ReplyItem[]> {
  if (acted.handoff === null) return acted.items
  const open = isOpen(assistant.config.hours, startedAtMs)
  const { team, reason, language } = acted.handoff
  const isOwn = (code: string) => assistant.config.languages.some((tag) => tag.toLowerCase().startsWith(code))
  if (language !== undefined && speaks === null && !isOwn(language) && promisesIn(language)) {
    const response = open ? promiseInTheirs.open : promiseInTheirs.closed
    return [...withoutTold(acted.items), { kind: 'say', response, variables: {} }]
  }
  const waiting = open ? (await deps.desk.waiting(claim.tenant, queueLengthTold)).length : 0
  const promise: ReplyItem = {
    kind: 'say',
    response: open ? 'handoff.promise' : 'handoff.closed',
    variables: { team, reason, ahead: waiting, opens: open ? null : nextOpening(assistant.config.hours, startedAtMs) },
  }
  return [...withoutTold(acted.items), promise]
}

const withoutTold = (items: readonly ReplyItem[]): ReplyItem[] =>
  items.filter((item) => item.kind !== 'say' || item.response !== 'repair.handing-off')

/** Beyond this many nobody is told a number. */
const queueLengthTold = 50
