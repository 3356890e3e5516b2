import type { Command } from '#domain/command.ts'
import { personWantedIn, refusesMachine, refusesPerson } from '../words/index.ts'
import { embedded, type Reading, ruleConfidence, wholeMessage } from './reading.ts'

/** A person who is called by words alone: in a language that the assistant need not have, or by refusing a machine. */
export function calledPerson(reading: Reading): Command | null {
  const text = reading.understanding.text
  const language = personWantedIn(text)
  if (language === null && !refusesMachine(text)) return null
  const wish = { kind: 'hand-off', reason: 'asked' } as const
  return embedded({ ...wish, ...(language !== null && { language }) }, ruleConfidence, wholeMessage(reading))
}

/** "I don't need a human": whatever it sounds like, it calls none. */
export function withoutRefusedPerson(reading: Reading, commands: readonly Command[]): Command[] {
  if (!commands.some(({ kind }) => kind === 'hand-off') || !refusesPerson(reading.understanding.text))
    return [...commands]
  const rest = commands.filter(({ kind }) => kind !== 'hand-off')
  if (rest.length > 0) return rest
  return [embedded({ kind: 'small-talk', response: 'repair.hand-off-declined' }, ruleConfidence, wholeMessage(reading))]
}
