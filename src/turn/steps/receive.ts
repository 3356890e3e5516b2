import { intake } from '#intake/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import { findPersonalData } from '#privacy/index.ts'
import { dueAlarm } from '../alarm.ts'
import { turnLimits } from '../limits.ts'
import { type DueAlarm, defineStep, type Note, type TurnInput } from '../turn-context.ts'

const modes = { open: 'answer', idle: 'answer', closed: 'answer', waiting: 'waiting', taken: 'held' } as const

/**
 * Joins the pending fragments into one text, normalises it, checks its length and marks personal data. Without messages the turn is for
 * what is due.
 */
export const receive = defineStep({
  name: 'receive',
  reads: ['claim', 'startedAtMs'],
  writes: ['input'],
  run({ claim, startedAtMs }, { note }) {
    const { pending, conversation } = claim
    if (pending.length === 0) return { input: ofAlarm(claim, dueAlarm(claim, startedAtMs), note) }
    // A pressed button answers a question of its own; what was typed around it is read beside it.
    // One whose payload is its label says just those words ("Where is my order?" under a greeting): it is read as if typed.
    const isButton = ({ payload, text }: (typeof pending)[number]) => payload !== null && payload.trim() !== text.trim()
    const button = pending.findLast(isButton)
    const typed = button === undefined ? [] : pending.filter((message) => !isButton(message))
    const beside = intake(typed.map((message) => message.text).join('\n'), { characters: turnLimits.messageCharacters })
    const joined = pending.map((message) => message.text).join('\n')
    const taken = intake(joined, { characters: turnLimits.messageCharacters })
    const text = taken.text
    const { status } = conversation
    const input: TurnInput = {
      mode: modes[status],
      due: null,
      text,
      payload: button?.payload ?? null,
      beside: typed.length > 0 && beside.kind === 'ok' ? beside.text : null,
      problem: taken.kind === 'ok' ? null : taken.kind,
      seqs: pending.map((message) => message.seq),
      personalData: taken.kind === 'ok' ? findPersonalData(text) : [],
      resumedFrom: status === 'idle' || status === 'closed' ? status : null,
    }
    note('fragments', pending.length)
    note('characters', text.length)
    if (input.problem !== null) note('problem', input.problem)
    if (input.personalData.length > 0) note('personalData', [...new Set(input.personalData.map((span) => span.kind))])
    if (input.mode !== 'answer') note('mode', input.mode)
    if (claim.takenOver) note('takenOver', true)
    return { input }
  },
})

function ofAlarm({ conversation, takenOver }: ClaimedTurn, due: DueAlarm | null, note: Note): TurnInput {
  const { status } = conversation
  const isSpoken = due !== null && due.dropped === null
  note('alarm', due === null ? 'gone' : due.alarm.what.kind)
  if (due !== null && due.lateMs > 0) note('lateMs', due.lateMs)
  if (due?.dropped) note('dropped', due.dropped)
  if (takenOver) note('takenOver', true)
  return {
    mode: isSpoken ? 'alarm' : 'held',
    due,
    text: '',
    payload: null,
    beside: null,
    problem: null,
    seqs: [],
    personalData: [],
    resumedFrom: isSpoken && (status === 'idle' || status === 'closed') ? status : null,
  }
}
