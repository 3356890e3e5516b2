import type { IntentName } from '#domain/ids.ts'
import type { ModelCallRecord, ModelRole } from '#domain/model-call.ts'
import type { Asked, AskFor, AskText, LanguageModels, StreamedPart, WhyNone } from '#language-models/index.ts'
import { turnLimits } from '../limits.ts'
import { Placeholders, wholeUpTo } from './placeholders.ts'
import { noRecall, type Recall } from './recall.ts'

export interface TurnModelsOptions {
  /** Undefined: none is configured. */
  models: LanguageModels | undefined
  /** Whether personal data is kept from models. */
  redact: boolean
  /** What was answered when this turn was run before. */
  recall: Recall
  /** Milliseconds for all calls together; the turn's share where left out. */
  budgetMs?: number
  /** Milliseconds that never go back: how long models took. */
  now?: () => number
}

/** Roles that make a reply nicer: not worth waiting for where models have just failed this very turn. */
const niceties: ReadonlySet<ModelRole> = new Set(['phrase', 'rewrite'])
const troubles: ReadonlySet<WhyNone> = new Set(['failed', 'late'])

const noTokens = { input: 0, cachedInput: 0, output: 0 }
const emptyRecord = (role: ModelRole): ModelCallRecord => ({
  role,
  model: null,
  attempts: [],
  tokens: noTokens,
  cost: 0,
  cache: 'none',
  ms: 0,
})

/**
 * The language models as one turn may use them: together never longer than the turn's share for them, personal data behind placeholders,
 * each call recorded, and what was answered when the turn ran before not asked again. Like what it wraps it never throws.
 */
export class TurnModels implements LanguageModels {
  /** Every call so far, for the turn's event. */
  readonly records: ModelCallRecord[] = []
  /** What the turn is about, once that is understood: temperature and length may differ by it. */
  intent: IntentName | null = null
  private readonly options: TurnModelsOptions
  private readonly placeholders = new Placeholders()
  private readonly now: () => number
  private usedMs = 0
  private running = 0
  /** A call of this turn failed or was late: the next one would most likely, too. */
  private isInTrouble = false
  private since = 0

  constructor(options: TurnModelsOptions) {
    this.options = options
    this.now = options.now ?? (() => performance.now())
  }

  offers(role: ModelRole): boolean {
    return this.options.models?.offers(role) === true
  }

  /** For what goes on when the turn is over: with time of its own, and recorded nowhere in the turn. */
  afterTurn(): TurnModels {
    return new TurnModels({ ...this.options, recall: noRecall, budgetMs: turnLimits.modelsLaterMs })
  }

  /** What is left of the turn's time for models, in milliseconds. An answer that is streamed has its own. */
  get leftMs(): number {
    return Math.max(0, (this.options.budgetMs ?? turnLimits.modelsMs) - this.usedMs)
  }

  async ask<T = string>(request: AskFor<T>, signal?: AbortSignal): Promise<Asked<T>> {
    const { models, recall } = this.options
    if (models === undefined || !models.offers(request.role))
      return { kind: 'none', why: 'not-configured', record: emptyRecord(request.role) }
    const withinMs = Math.min(request.withinMs ?? Number.POSITIVE_INFINITY, this.leftMs)
    if (withinMs < turnLimits.modelLeastMs || (this.isInTrouble && niceties.has(request.role)))
      return this.given({ kind: 'none', why: 'late', record: emptyRecord(request.role) })
    const hidden = { ...this.about(request), ...this.hidden(request), withinMs }
    this.begin()
    try {
      const answered = await recall.remembered(hidden, () => boundedAsk(models, hidden, signal))
      return this.given(answered)
    } catch {
      // The journal is away: the turn has its embedded ways, and its record fails by itself if the store stays away.
      return this.given({ kind: 'none', why: 'failed', record: emptyRecord(request.role) })
    } finally {
      this.end()
    }
  }

  /** Calls at the same time cost their time once. */
  private begin(): void {
    if (this.running === 0) this.since = this.now()
    this.running += 1
  }

  private end(): void {
    this.running -= 1
    if (this.running === 0) this.usedMs += this.now() - this.since
  }

  private given<T>(answered: Asked<T>): Asked<T> {
    this.records.push(answered.record)
    if (answered.kind === 'none' && troubles.has(answered.why)) this.isInTrouble = true
    if (answered.kind === 'none' || !this.options.redact) return answered
    const shown = this.placeholders.showIn({ value: answered.value, toolCalls: answered.toolCalls })
    return shown === null ? { kind: 'none', why: 'invalid', record: answered.record } : { ...answered, ...shown.value }
  }

  async *stream(request: AskText, signal?: AbortSignal): AsyncIterable<StreamedPart> {
    const { models } = this.options
    if (models === undefined || !models.offers(request.role)) {
      yield { kind: 'none', why: 'not-configured', record: emptyRecord(request.role) }
      return
    }
    let held = ''
    for await (const part of models.stream({ ...this.about(request), ...this.hidden(request) }, signal)) {
      if (part.kind === 'text') {
        held += part.text
        const upTo = wholeUpTo(held)
        const text = this.placeholders.show(held.slice(0, upTo))
        held = held.slice(upTo)
        if (text === null) {
          const record = emptyRecord(request.role)
          this.records.push(record)
          yield { kind: 'none', why: 'invalid', record }
          return
        }
        if (text !== '') yield { kind: 'text', text }
        continue
      }
      if (part.kind === 'end' && held !== '') yield { kind: 'text', text: held }
      held = ''
      if (part.kind !== 'restart') this.records.push(part.record)
      yield part
    }
  }

  private about<R extends AskText>(request: R): R {
    return this.intent === null ? request : { intent: this.intent, ...request }
  }

  private hidden({ messages }: AskText): Pick<AskText, 'messages'> {
    if (!this.options.redact) return { messages }
    return { messages: messages.map((message) => ({ ...message, text: this.placeholders.hide(message.text) })) }
  }
}

/** The models promise to be in time and never to throw; a turn does not depend on it. */
async function boundedAsk<T>(
  models: LanguageModels,
  request: AskFor<T> & { withinMs: number },
  signal?: AbortSignal,
): Promise<Asked<T>> {
  const none = (why: WhyNone): Asked<T> => ({ kind: 'none', why, record: emptyRecord(request.role) })
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Asked<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve(none('late'))
      controller.abort()
    }, request.withinMs + turnLimits.modelGraceMs)
  })
  try {
    const both = signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal])
    return await Promise.race([models.ask(request, both), late])
  } catch {
    return none('failed')
  } finally {
    clearTimeout(timer)
  }
}
