import type { Frame, Option } from '#domain/dialogue-state.ts'
import type { CompiledSlot } from '../flow-language/index.ts'
import { matchOption } from '../matching.ts'
import { matchSeveral, type Several } from '../matching-several.ts'
import type { Words } from '../words/index.ts'
import { mention, type Run } from './run.ts'

/** The options that a text names: all of them are meant, or one of them and it must be asked which. */
export function named(options: readonly Option[], text: string, words: Words, many: boolean): Several {
  if (many) return matchSeveral(options, text, words)
  const match = matchOption(options, text, words)
  if (match.kind === 'one') return { kind: 'some', options: [match.option] }
  return match.kind === 'many' ? { kind: 'which', options: match.options } : { kind: 'none' }
}

/** Fills the slot with what was chosen: one value, or a list of them where several may be. */
export function fillChosen(run: Run, frame: Frame, slot: CompiledSlot, chosen: readonly Option[], many: boolean): void {
  const values = chosen.map(({ value }) => value)
  frame.slots[slot.name] = many ? values : (values[0] ?? null)
  frame.said[slot.name] = chosen.map(({ label }) => label).join(', ')
  for (const { value, label } of chosen) mention(run, slot, value, label)
}
