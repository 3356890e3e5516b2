import type { Clock } from '#domain/clock.ts'
import type { ModelCallRecord } from '#domain/model-call.ts'
import type { Encoder } from '#ports/encoder.ts'
import { type KeptAnswer, ResponseCache } from './cache/response-cache.ts'
import { SemanticCache } from './cache/semantic-cache.ts'
import { type Call, type ModelsObserver, type OpenedModel, Recorder, runChain } from './chain/index.ts'
import { modelLimits, type RoleSpec } from './config/index.ts'
import { type PreparedRequest, prepare, readAnswer } from './prepare.ts'
import type { Ledger } from './spending/ledger.ts'
import type { Asked, AskFor, AskText, LanguageModels, Role, StreamedPart, WhyNone } from './types.ts'
import { Waiters } from './waiters.ts'

export interface ModelsDependencies {
  roles: ReadonlyMap<Role, RoleSpec>
  /** By the names of assistant.yaml. */
  opened: ReadonlyMap<string, OpenedModel>
  ledger: Ledger
  /** For the semantic cache; null: there is none. */
  encoder: Encoder | null
  observer: ModelsObserver
  clock: Clock
  /** Milliseconds that never go back. */
  nowMs: () => number
}

/** What a request that is answered once for several gives to each. */
type Outcome = { kind: 'given'; answer: KeptAnswer; cache: ModelCallRecord['cache'] } | { kind: 'none'; why: WhyNone }

/** The language models of one configuration: caches, budgets and the chains of the roles. */
export class ConfiguredModels implements LanguageModels {
  private readonly deps: ModelsDependencies
  private readonly cache: ResponseCache
  private readonly semantic: SemanticCache | null
  private readonly waiters = new Waiters<Outcome>()
  private underWay = 0

  constructor(deps: ModelsDependencies) {
    this.deps = deps
    const { cacheEntries: entries, cacheCharacters: characters, staleForMs } = modelLimits
    this.cache = new ResponseCache({ entries, characters, staleForMs }, () => deps.clock.now())
    this.semantic = deps.encoder && new SemanticCache(deps.encoder)
  }

  offers(role: Role): boolean {
    return this.deps.roles.has(role)
  }

  async ask<T = string>(asked: AskFor<T>, signal?: AbortSignal): Promise<Asked<T>> {
    const role = this.deps.roles.get(asked.role)
    const recorder = new Recorder(asked.role, this.deps.nowMs)
    if (role === undefined) return this.none('not-configured', recorder)
    try {
      const prepared = prepare(role, asked)
      const withinMs = Math.min(asked.withinMs ?? role.withinMs, role.withinMs)
      // Personal answers are shared by nobody but the same conversation asking twice at once.
      const sharedBy = asked.personal ? asked.conversation : 'all'
      const key = sharedBy === null ? null : `${prepared.key} ${sharedBy}`
      const startedMs = this.deps.nowMs()
      const leftMs = () => withinMs - (this.deps.nowMs() - startedMs)
      const begin = (inner: AbortSignal) => this.answer(asked, role, prepared, recorder, leftMs(), inner)
      let outcome = await this.waiters.join(key, begin, withinMs, signal)
      // Who had begun had less time.
      const wasLate =
        outcome !== 'late' && outcome.joined && outcome.value.kind === 'none' && outcome.value.why === 'late'
      if (wasLate && leftMs() > modelLimits.leastMs) outcome = await this.waiters.join(null, begin, leftMs(), signal)
      if (outcome === 'late') return this.none('late', recorder)
      if (outcome.value.kind === 'none') return this.none(outcome.value.why, recorder)
      const { answer, cache } = outcome.value
      const read = readAnswer(asked, answer)
      if (!read.ok) return this.none('invalid', recorder)
      const record = recorder.record(answer.model, outcome.joined ? 'shared' : cache)
      this.deps.observer.call(record, null)
      return { kind: 'given', value: read.value, toolCalls: answer.toolCalls, record }
    } catch {
      // A schema that cannot be written as JSON Schema, or a fault here: the caller has its embedded way.
      return this.none('failed', recorder)
    }
  }

  async *stream(asked: AskText, signal?: AbortSignal): AsyncGenerator<StreamedPart> {
    const role = this.deps.roles.get(asked.role)
    const recorder = new Recorder(asked.role, this.deps.nowMs)
    const none = (why: WhyNone): StreamedPart => this.none(why, recorder)
    if (role === undefined) {
      yield none('not-configured')
      return
    }
    const prepared = prepare(role, asked)
    const kept = await this.kept(asked, role, prepared, false)
    if (kept) {
      yield* this.whole(kept, recorder)
      return
    }
    if (this.underWay >= modelLimits.atOnce) {
      yield none('failed')
      return
    }
    const withinMs = Math.min(asked.withinMs ?? role.withinMs, role.withinMs)
    const call = this.callOf(asked, role, prepared, recorder, withinMs, signal ?? new AbortController().signal, true)
    this.underWay += 1
    try {
      for await (const part of runChain(call, this.deps)) {
        if (part.kind === 'text' || part.kind === 'restart') yield part
        else if (part.kind === 'given') {
          this.keep(asked, role, prepared, part.answer)
          const record = recorder.record(part.answer.model)
          this.deps.observer.call(record, null)
          yield { kind: 'end', record }
        } else {
          const stale = await this.kept(asked, role, prepared, true)
          if (stale) yield* this.whole(stale, recorder)
          else yield none(part.why)
        }
      }
    } finally {
      this.underWay -= 1
    }
  }

  /** Cache, chain, old cache; for all who wait for the same. */
  private async answer<T>(
    asked: AskFor<T>,
    role: RoleSpec,
    prepared: PreparedRequest,
    recorder: Recorder,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const kept = await this.kept(asked, role, prepared, false)
    if (kept) return { kind: 'given', ...kept }
    if (this.underWay >= modelLimits.atOnce) return { kind: 'none', why: 'failed' }
    const call = this.callOf(asked, role, prepared, recorder, withinMs, signal, false)
    this.underWay += 1
    try {
      for await (const part of runChain(call, this.deps)) {
        if (part.kind === 'given') {
          this.keep(asked, role, prepared, part.answer)
          return { kind: 'given', answer: part.answer, cache: 'none' }
        }
        if (part.kind === 'none') {
          const stale = await this.kept(asked, role, prepared, true)
          return stale ? { kind: 'given', ...stale } : part
        }
      }
      return { kind: 'none', why: 'failed' }
    } finally {
      this.underWay -= 1
    }
  }

  private callOf<T>(
    asked: AskFor<T>,
    role: RoleSpec,
    { request }: PreparedRequest,
    recorder: Recorder,
    withinMs: number,
    signal: AbortSignal,
    streamed: boolean,
  ): Call {
    return {
      role,
      models: role.chain.flatMap(({ name }) => this.deps.opened.get(name) ?? []),
      request,
      payer: { tenant: asked.tenant, conversation: asked.conversation },
      deadlineMs: this.deps.nowMs() + withinMs,
      signal,
      recorder,
      streamed,
      problems: (answer) => {
        const read = readAnswer(asked, answer)
        return read.ok ? [] : read.problems
      },
    }
  }

  private async kept<T>(
    asked: AskFor<T>,
    role: RoleSpec,
    { key, bucket }: PreparedRequest,
    stale: boolean,
  ): Promise<{ answer: KeptAnswer; cache: 'exact' | 'semantic' } | null> {
    if (asked.personal || role.cacheMs === 0) return null
    const exact = this.cache.get(key, stale)
    if (exact) return { answer: exact, cache: 'exact' }
    if (this.semantic === null || bucket === null || !role.semantic) return null
    const alike = await this.semantic.find(bucket.key, bucket.text)
    const answer = alike === null ? null : this.cache.get(alike, stale)
    return answer && { answer, cache: 'semantic' }
  }

  private keep<T>(asked: AskFor<T>, role: RoleSpec, { key, bucket }: PreparedRequest, answer: KeptAnswer): void {
    if (asked.personal || role.cacheMs === 0) return
    this.cache.put(key, answer, role.cacheMs)
    if (this.semantic !== null && bucket !== null && role.semantic)
      void this.semantic.remember(bucket.key, bucket.text, key)
  }

  private *whole(
    { answer, cache }: { answer: KeptAnswer; cache: ModelCallRecord['cache'] },
    recorder: Recorder,
  ): Generator<StreamedPart> {
    const record = recorder.record(answer.model, cache)
    this.deps.observer.call(record, null)
    yield { kind: 'text', text: answer.text }
    yield { kind: 'end', record }
  }

  private none(why: WhyNone, recorder: Recorder): { kind: 'none'; why: WhyNone; record: ModelCallRecord } {
    const record = recorder.record(null)
    this.deps.observer.call(record, why)
    return { kind: 'none', why, record }
  }
}
