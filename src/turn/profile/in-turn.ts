import type { DialogueState } from '#domain/dialogue-state.ts'
import type { ReplyItem } from '#domain/reply.ts'
import { inWords, type MemoryAct } from './ask.ts'
import type { Kept } from './keep.ts'

/** What a reply says with what the memory has to say: its answer first, then what the dialogue goes on with, its own question last. */
export function withMemoryItems(items: readonly ReplyItem[], act: MemoryAct | null, kept: Kept): ReplyItem[] {
  const said: ReplyItem[] = act === null ? [] : [{ kind: 'say', response: act.response, variables: act.variables }]
  // Beside an answer a bare "all right" says nothing.
  const others =
    act === null ? items : items.filter((item) => item.kind !== 'say' || item.response !== 'repair.acknowledge')
  const facts = kept.askAbout.map(({ fact, value }) => `${fact.replaceAll(/[_-]+/g, ' ')}: ${inWords(value)}`)
  const asked: ReplyItem[] =
    facts.length === 0 ? [] : [{ kind: 'say', response: 'memory.ask-consent', variables: { facts } }]
  return [...said, ...others, ...asked]
}

/** A question of the memory's own is not asked on top of another one. */
export const mayAskToo = ({ pending }: DialogueState): boolean => pending === null || pending.kind === 'anything-else'
