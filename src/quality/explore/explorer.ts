import type { CompiledFlows } from '#dialogue/index.ts'
import type { DialogueState, Pending } from '#domain/dialogue-state.ts'
import { pick, type Random } from '#domain/random.ts'
import type { Reply } from '#domain/reply.ts'
import { weighted } from '../walk/weighted.ts'
import { exploreSettings } from './limits.ts'
import type { Values } from './own-values.ts'

/** A step as a scenario file writes it. */
export type ScriptTurn = { say: string } | { press: string }

export interface Example {
  text: string
  entities: { type: string; start: number; end: number }[]
}

/** A customer who goes through a task by chance, with the details of their own records: no nonsense, for that is what walks are for. */
export class Explorer {
  private readonly flows: CompiledFlows
  private readonly own: Values
  private readonly known: Values
  private readonly lines: readonly string[]
  private readonly random: Random

  constructor(flows: CompiledFlows, own: Values, heard: { known: Values; lines: readonly string[] }, random: Random) {
    this.flows = flows
    this.own = own
    this.known = heard.known
    this.lines = heard.lines
    this.random = random
  }

  /** A wish in the words of an example, with what the customer has in place of what the example names. */
  opening({ text, entities }: Example): string {
    let said = ''
    let last = 0
    for (const { type, start, end } of [...entities].sort((a, b) => a.start - b.start)) {
      if (start < last) continue
      said += text.slice(last, start) + (pick(this.own.get(type) ?? [], this.random) ?? text.slice(start, end))
      last = end
    }
    return said + text.slice(last)
  }

  next(reply: Reply | null, dialogue: DialogueState): ScriptTurn {
    const buttons = reply?.quickReplies ?? []
    const { pending } = dialogue
    switch (weighted(exploreSettings.move, this.random)) {
      case 'press': {
        const button = pick(buttons, this.random)
        return button === undefined ? this.answer(pending, dialogue) : { press: button.label }
      }
      case 'answer':
        return this.answer(pending, dialogue)
      case 'yesNo':
        return { say: this.random.next() < 0.5 ? 'yes' : 'no' }
      case 'cancel':
        return { say: 'never mind' }
      case 'wish':
        return { say: 'what are your opening hours?' }
      case 'control':
        return { say: this.random.next() < 0.5 ? "I don't know" : 'why do you need that?' }
    }
  }

  private answer(pending: Pending | null, { stack }: DialogueState): ScriptTurn {
    if (pending === null) return { say: 'yes' }
    const options = 'options' in pending ? (pending.options ?? []) : []
    const option = pick(options, this.random)
    if (option !== undefined && this.random.next() < 0.7) return { say: option.label }
    if (pending.kind !== 'slot' && pending.kind !== 'choose') return { say: this.random.next() < 0.6 ? 'yes' : 'no' }
    const frame = stack.find(({ id }) => id === pending.frame)
    const slot = frame && this.flows.flows[frame.flow]?.slots[pending.slot]
    if (slot === undefined || slot.type === 'boolean') return { say: this.random.next() < 0.5 ? 'yes' : 'no' }
    if (slot.type === 'number') return { say: String(1 + Math.floor(this.random.next() * 4)) }
    if (slot.type === 'text' && this.random.next() < exploreSettings.linesShare)
      return { say: pick(this.lines, this.random) ?? 'yes' }
    const type = pick(slot.entities, this.random)
    const isOwn = this.random.next() < exploreSettings.ownShare
    const value = type && (isOwn ? pick(this.own.get(type) ?? [], this.random) : undefined)
    return {
      say: value ?? pick((type && this.known.get(type)) || [], this.random) ?? 'none of that, I think',
    }
  }
}
