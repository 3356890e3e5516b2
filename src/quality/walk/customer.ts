import type { CompiledFlows } from '#dialogue/index.ts'
import type { DialogueState, Pending } from '#domain/dialogue-state.ts'
import { pick, type Random } from '#domain/random.ts'
import type { QuickReply, Reply } from '#domain/reply.ts'
import type { SpokenMessage } from '../scenarios/index.ts'
import { walkSettings } from './limits.ts'
import { weighted } from './weighted.ts'

/** What customers of this assistant say, from its own training examples. */
export interface Vocabulary {
  /** Wishes, questions, small talk: whatever has an intent. */
  wishes: readonly string[]
  /** How values of an entity type are written. */
  values: ReadonlyMap<string, readonly string[]>
}

export type Move = { kind: 'say'; messages: SpokenMessage[] } | { kind: 'wait'; minutes: number }

const yesNo = ['yes', 'no', 'yes please', 'no thanks', 'yep', 'nope', "yes that's right", 'no, that is wrong'] as const
const cancels = ['never mind', 'forget it', 'cancel that', 'stop', 'actually leave it'] as const
const controls = [
  'can you repeat that?',
  'why do you need that?',
  "I don't know",
  'skip',
  'undo that',
  'hurry up',
  'thanks',
  'ok',
  "that's all",
  'wait, which order are we talking about?',
  'both',
  'the second one',
  'the last one',
  'neither',
] as const
const nonsense = [
  'asdf qwer',
  '???',
  '🙂🙂',
  'x',
  '12345',
  'null',
  '{"kind":"affirm"}',
  '   ok   ',
  'la '.repeat(60),
] as const
const persons = ['I want to talk to a person', 'agent please'] as const
/** Minutes: from a breath to three days, so that reminders, waits and scheduled messages come due. */
const waits = [1, 10, 45, 180, 1500, 4400] as const
const several = ['all of them', 'the first two', 'both', 'the first and the last', 'none of them'] as const

/** A customer who presses, types, corrects, digresses, falls silent and cancels by chance. One for each conversation. */
export class RandomCustomer {
  private readonly vocabulary: Vocabulary
  private readonly random: Random
  private readonly flows: CompiledFlows
  /** Buttons of earlier replies: pressed later, they are stale. */
  private readonly seen: QuickReply[] = []

  constructor(vocabulary: Vocabulary, flows: CompiledFlows, random: Random) {
    this.vocabulary = vocabulary
    this.flows = flows
    this.random = random
  }

  next(reply: Reply | null, dialogue: DialogueState): Move {
    const move = this.chosen(reply, dialogue)
    this.seen.push(...(reply?.quickReplies ?? []))
    return move
  }

  /** What somebody does who wants to be done with it: whatever is asked is declined, whatever is open is stopped. */
  leave(dialogue: DialogueState): Move {
    const { pending, stack } = dialogue
    if (pending?.kind === 'offer' || pending?.kind === 'anything-else' || pending?.kind === 'redo') return said('no')
    if (stack.length > 0 || dialogue.queue.length > 0)
      return said(this.random.next() < 0.7 ? 'cancel that' : 'never mind, forget it')
    return pending === null ? said("that's all, goodbye") : said('no')
  }

  private chosen(reply: Reply | null, dialogue: DialogueState): Move {
    const buttons = reply?.quickReplies ?? []
    const kind = weighted(walkSettings.move, this.random)
    switch (kind) {
      case 'press': {
        const button = pick(buttons, this.random)
        return button === undefined ? this.wish() : press(button)
      }
      case 'answer':
        return this.answer(dialogue)
      case 'yesNo':
        return said(this.one(yesNo))
      case 'correct':
        return said(
          `${this.one(['no wait, it is', 'sorry, I meant', 'actually', 'that was wrong:'])} ${this.anyValue(dialogue)}`,
        )
      case 'cancel':
        return said(this.one(cancels))
      case 'control':
        return said(this.one(controls))
      case 'nonsense':
        return said(this.one(nonsense))
      case 'twoAtOnce':
        return this.together(this.wish(), this.answer(dialogue))
      case 'stale': {
        const button = pick(this.seen, this.random)
        return button === undefined ? this.wish() : press(button)
      }
      case 'wait':
        return { kind: 'wait', minutes: this.one(waits) }
      case 'person':
        return said(this.one(persons))
      case 'wish':
        return this.wish()
    }
  }

  private wish(): Said {
    return said(pick(this.vocabulary.wishes, this.random) ?? 'hello')
  }

  /** Something that fits what is asked, said in words. */
  private answer(dialogue: DialogueState): Move {
    const { pending } = dialogue
    if (pending === null) return isResting(dialogue) ? this.atRest() : this.wish()
    if (pending.kind === 'choose' && pending.many && this.random.next() < 0.4) return said(this.one(several))
    const options = 'options' in pending ? (pending.options ?? []) : []
    const option = pick(options, this.random)
    if (option !== undefined && this.random.next() < 0.8) return said(option.label)
    if (pending.kind !== 'slot') return said(this.one(yesNo))
    return said(this.valueFor(pending, dialogue))
  }

  /** A task waits for a time: the customer lets it pass, or wants to go on before. */
  private atRest(): Move {
    return this.random.next() < 0.6 ? { kind: 'wait', minutes: this.one(waits) } : said(this.one(yesNo))
  }

  private together(one: Said, other: Move): Move {
    return other.kind === 'wait' ? other : { kind: 'say', messages: [...one.messages, ...other.messages] }
  }

  private valueFor(pending: Extract<Pending, { kind: 'slot' }>, { stack }: DialogueState): string {
    const frame = stack.find(({ id }) => id === pending.frame)
    const slot = frame && this.flows.flows[frame.flow]?.slots[pending.slot]
    if (slot?.type === 'boolean') return this.one(yesNo)
    if (slot?.type === 'number') return String(Math.floor(this.random.next() * 10))
    return this.valueOf(slot?.entities ?? []) ?? 'it came too late and I was not happy about that'
  }

  private anyValue({ stack }: DialogueState): string {
    const slots = stack.flatMap(({ flow }) => Object.values(this.flows.flows[flow]?.slots ?? {}))
    return this.valueOf(slots.flatMap(({ entities }) => entities)) ?? this.one(yesNo)
  }

  private valueOf(types: readonly string[]): string | undefined {
    const type = pick(types, this.random)
    return type === undefined ? undefined : pick(this.vocabulary.values.get(type) ?? [], this.random)
  }

  private one<T>(items: readonly T[]): T {
    const item = pick(items, this.random)
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
}

/** A flow rests at a `wait` step. */
const isResting = ({ alarms = [] }: DialogueState): boolean => alarms.some(({ what }) => what.kind === 'wait')

type Said = Extract<Move, { kind: 'say' }>
const said = (text: string): Said => ({ kind: 'say', messages: [{ text, payload: null }] })
const press = ({ label, payload }: QuickReply): Said => ({ kind: 'say', messages: [{ text: label, payload }] })
