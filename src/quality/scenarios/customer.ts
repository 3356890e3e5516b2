import type { CompiledFlows } from '#dialogue/index.ts'
import type { DialogueState, Option, Pending } from '#domain/dialogue-state.ts'
import { type Reply, replyText } from '#domain/reply.ts'
import {
  type Asked,
  contentWords,
  exactName,
  fitness,
  isReserved,
  nameAlike,
  questionIn,
  requestIn,
  saidBefore,
} from './asked.ts'
import { type Condition, holdsFor } from './conditions.ts'
import { scenarioLimits } from './limits.ts'
import type { SpokenMessage } from './stage.ts'

/** What a customer who knows only their goal does next. */
export type NextMove =
  | { kind: 'say'; message: SpokenMessage }
  /** Nothing is asked any more. */
  | { kind: 'leave' }
  /** They were asked something they have no answer to, or the same thing again and again. */
  | { kind: 'stuck'; expectation: string; expected: string; got: string }

/** What a played customer has to say, all in their own words. docs/scenarios.md says when each is said. */
export interface CustomerLines {
  /** What they want: goal and first messages. */
  goal: string
  answers?: Record<string, string[]> | undefined
  /** Shall it be done? The first that holds. */
  confirm?: readonly (Condition & { say: string })[] | undefined
  /** Further wishes. */
  wishes?: readonly string[] | undefined
  reactions?: readonly (Condition & { say: readonly string[]; once: boolean })[] | undefined
}

/** A played customer: answers what is asked from a list of answers, reacts to what is said, and has further wishes. */
export class GoalDrivenCustomer {
  private readonly answers: ReadonlyMap<string, string[]>
  private readonly lines: CustomerLines
  private readonly flows: CompiledFlows
  private readonly given = new Map<string, number>()
  private readonly used = new Set<string>()
  /** What each answer was given for: nobody says it again to a question that only sounds alike. */
  private readonly saidTo = new Map<string, Set<string>>()
  private readonly wishes: string[]

  constructor(lines: CustomerLines, flows: CompiledFlows) {
    this.answers = new Map(Object.entries(lines.answers ?? {}))
    this.lines = lines
    this.flows = flows
    this.wishes = [...(lines.wishes ?? [])]
  }

  next(dialogue: DialogueState, reply: Reply | null): NextMove {
    const text = reply === null ? '' : replyText(reply)
    const reaction = this.reaction(text)
    if (reaction !== null) return { kind: 'say', message: { text: reaction, payload: null } }
    const move = this.answer(dialogue, text)
    const wish = move.kind === 'leave' ? this.wishes.shift() : undefined
    return wish === undefined ? move : { kind: 'say', message: { text: wish, payload: null } }
  }

  /** What they say to certain words before they look at what is asked; each line once unless it is to be said again and again. */
  private reaction(text: string): string | null {
    for (const [index, { say, once, ...condition }] of (this.lines.reactions ?? []).entries()) {
      const times = this.given.get(`reaction ${index}`) ?? 0
      const line = say[once ? times : Math.min(times, say.length - 1)]
      if (line === undefined || !holdsFor(condition, text)) continue
      this.given.set(`reaction ${index}`, times + 1)
      return line
    }
    return null
  }

  private answer(dialogue: DialogueState, text: string): NextMove {
    const { pending } = dialogue
    if (pending === null) return this.unaskedMove(text)
    const asked = this.askedBy(pending, dialogue, text)
    if (pending.kind === 'anything-else') {
      if (this.wishes.length > 0) return { kind: 'leave' }
      const key = this.answerTo({ ...asked, question: '' }, false)
      return key === null ? { kind: 'leave' } : this.give(key, asked)
    }
    const decided = asked.kind === 'yes-or-no' && asked.names.includes('confirm') ? this.confirmation(text) : null
    if (decided !== null) return this.limited(`confirm: ${asked.what}`, asked, { text: decided, payload: null })
    const key = this.answerTo(asked, false)
    if (key !== null) return this.give(key, asked)
    const agreed = asked.kind === 'either' && asksToConfirm.test(asked.question) ? this.confirmation(text) : null
    if (agreed !== null) return this.limited(`confirm: ${asked.what}`, asked, { text: agreed, payload: null })
    // A yes to something they did not come for is not theirs to give: people decline.
    if (asked.kind === 'yes-or-no')
      return this.limited(`declines ${asked.what}`, asked, { text: declines, payload: null })
    if (pending.kind === 'clarify') {
      const meant = this.meantOption(pending.options)
      if (meant) return this.limited(`clarify ${meant.label}`, asked, { text: meant.label, payload: meant.payload })
    }
    if (this.answers.has('*')) return this.give('*', asked)
    return {
      kind: 'stuck',
      expectation: 'answers',
      expected: `an answer for "${asked.what}"`,
      got: `asked "${asked.question}", and the customer has no answer`,
    }
  }

  /** What they say to "shall I?" by the first rule that holds; null where there is none. */
  private confirmation(text: string): string | null {
    return this.lines.confirm?.find((rule) => holdsFor(rule, text))?.say ?? null
  }

  /** The assistant may ask without waiting for a certain value: each answer serves once then, so that the conversation ends. */
  private unaskedMove(text: string): NextMove {
    const question = questionIn(text)
    if (question === '') return { kind: 'leave' }
    const asked: Asked = { what: question, names: [], question, said: text, kind: 'value', options: [] }
    const key = this.answerTo(asked, true)
    return key === null ? { kind: 'leave' } : this.give(key, asked)
  }

  private askedBy(pending: Pending, dialogue: DialogueState, text: string): Asked {
    const question = requestIn(text)
    const none = { question, said: text, kind: 'value' as const, options: [] }
    switch (pending.kind) {
      case 'slot':
      case 'choose': {
        const frame = dialogue.stack.find((one) => one.id === pending.frame)
        const slot = frame && this.flows.flows[frame.flow]?.slots[pending.slot]
        const names = [pending.slot, ...(slot?.called ? [slot.called] : []), ...(slot?.entities ?? [])]
        return {
          ...none,
          what: slot?.called ?? pending.slot,
          names,
          kind: slot?.type === 'boolean' ? 'either' : 'value',
          options: pending.options ?? [],
        }
      }
      case 'confirm':
        return { ...none, what: 'confirm', names: ['confirm'], kind: 'yes-or-no' }
      case 'redo':
        return { ...none, what: 'redo', names: ['redo', 'confirm'], kind: 'yes-or-no' }
      case 'offer':
        return {
          ...none,
          what: pending.offer,
          names: [pending.offer, 'person', 'colleague', 'human'],
          kind: 'yes-or-no',
        }
      case 'clarify':
        return { ...none, what: 'clarify', names: ['clarify'], options: pending.options }
      case 'correct':
        return { ...none, what: 'correct', names: ['correct', 'what is wrong'], options: pending.options }
      case 'anything-else':
        return { ...none, what: 'anything else', names: ['anything else'] }
    }
  }

  /** The key of the answer that fits best; null where none does. */
  private answerTo(asked: Asked, unusedOnly: boolean): string | null {
    let best: string | null = null
    let bestScore = 0
    for (const key of this.answers.keys()) {
      if (key === '*' || (unusedOnly && (this.used.has(key) || isReserved(key)))) continue
      const score = this.scoreOf(key, asked)
      if (score > bestScore) {
        best = key
        bestScore = score
      }
    }
    if (best === null && asked.kind === 'either' && this.answers.has('confirm') && asksToConfirm.test(asked.question))
      return 'confirm'
    return best
  }

  private scoreOf(key: string, asked: Asked): number {
    const score = Math.max(...key.split('|').map((name) => fitness(name, asked)))
    const before = this.saidTo.get(key)
    const isNews = before === undefined || before.has(asked.what) || score >= exactName
    return isNews ? score : Math.min(score, saidBefore)
  }

  /** What a question asks for in so many words: "your first and last name and the date of birth" is answered as a whole. */
  private partsAsked(asked: Asked): string[] {
    const question = asked.question.toLowerCase()
    const inQuestion = new Set(contentWords(question))
    return [...this.answers.keys()]
      .flatMap((key) => {
        const content = contentWords(key)
        const at = question.indexOf(key.toLowerCase().split(/[^\p{L}]+/u)[0] ?? '')
        const isPart = content.length > 1 && !key.includes('|') && content.every((word) => inQuestion.has(word))
        return isPart && at >= 0 && !this.used.has(key) ? [{ key, at }] : []
      })
      .sort((a, b) => a.at - b.at)
      .map(({ key }) => key)
  }

  private give(key: string, asked: Asked): NextMove {
    const parts = this.partsAsked(asked)
    const isWhole = parts.length > 1 && parts.includes(key) && this.scoreOf(key, asked) < nameAlike
    const keys = isWhole ? parts : [key]
    const text = keys
      .map((one) => this.answerOf(one, asked))
      .reduce((all, one, index) => {
        const isName = /name$/.test(keys[index - 1] ?? '') && /name$/.test(keys[index] ?? '')
        return `${all}${isName ? ' ' : ', '}${one}`
      })
    return this.limited(`${key}: ${asked.what}`, asked, { text, payload: null })
  }

  /** The next line of an answer. */
  private answerOf(key: string, asked: Asked): string {
    const answers = this.answers.get(key) ?? []
    const times = this.given.get(key) ?? 0
    this.used.add(key)
    this.given.set(key, times + 1)
    this.saidTo.set(key, (this.saidTo.get(key) ?? new Set()).add(asked.what))
    return answers[Math.min(times, answers.length - 1)] ?? ''
  }

  /** The same answer to the same question again and again: it evidently is not taken. Another yes to another summary is none of that. */
  private limited(about: string, asked: Asked, message: SpokenMessage): NextMove {
    const same = `asked ${asked.kind === 'yes-or-no' ? `${about} ${asked.said}` : about}`
    const times = (this.given.get(same) ?? 0) + 1
    this.given.set(same, times)
    if (times <= scenarioLimits.sameQuestion) return { kind: 'say', message }
    return {
      kind: 'stuck',
      expectation: 'answers',
      expected: `"${message.text}" is taken as an answer for "${asked.what}"`,
      got: `asked ${times} times: "${asked.question}"`,
    }
  }

  /** The option that says most of what the customer wants; null where none or several do. */
  private meantOption(options: readonly Option[]): Option | null {
    const wanted = new Set(contentWords(this.lines.goal))
    const scored = options.map((option) => ({
      option,
      score: contentWords(option.label).filter((word) => wanted.has(word)).length,
    }))
    const best = Math.max(0, ...scored.map(({ score }) => score))
    const found = scored.filter(({ score }) => score === best)
    return best > 0 && found.length === 1 ? (found[0]?.option ?? null) : null
  }
}

const declines = 'no, thank you'
const asksToConfirm = /\b(confirm|correct|right|sure|go ahead|shall i|should i|okay|ok)\b/i
