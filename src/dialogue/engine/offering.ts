import { payloads } from '../payloads.ts'
import { startRepair } from './repair-flow.ts'
import { expectAnswer, type Run, sayBuiltIn } from './run.ts'

/** Asks whether a person shall help. `lead` are the words that come before. */
export function offerPerson(run: Run, words: 'repair.offer-hand-off' | 'repair.not-understood-2'): void {
  if (startRepair(run, 'offer-person', { reason: words.slice('repair.'.length) })) return
  expectAnswer(run, { kind: 'offer', offer: 'hand-off' })
  sayBuiltIn(run, words, {}, [
    { label: run.words.labels.yes, payload: payloads.offer('hand-off', 'yes') },
    { label: run.words.labels.no, payload: payloads.offer('hand-off', 'no') },
  ])
  run.reasons.push('offers a person')
}
