import type { ModelCallRecord } from '#domain/model-call.ts'
import { builtInPrompts } from '../prompts/index.ts'
import type { Asked, AskFor, LanguageModels, Role, WhyNone } from '../types.ts'
import type { Asking } from './asking.ts'

export const callOf = (role: Role): ModelCallRecord => ({
  role,
  model: 'test',
  attempts: [],
  tokens: { input: 10, cachedInput: 0, output: 5 },
  cost: 0.0001,
  cache: 'none',
  ms: 1,
})

export type Answers = (request: AskFor<unknown>) => unknown

/** Nothing comes of a request, for this reason. */
export class Nothing {
  readonly why: WhyNone
  constructor(why: WhyNone) {
    this.why = why
  }
}

/** Language models at the edge: each request is answered by a function and kept. An answer of the wrong shape is `invalid`, as it is in earnest. */
export function modelsThat(
  answer: Answers,
  offered?: readonly Role[],
): { models: LanguageModels; asked: AskFor<unknown>[] } {
  const asked: AskFor<unknown>[] = []
  const models: LanguageModels = {
    offers: (role) => offered?.includes(role) ?? true,
    async ask<T>(request: AskFor<T>): Promise<Asked<T>> {
      asked.push(request as AskFor<unknown>)
      const record = callOf(request.role)
      const given = await answer(request as AskFor<unknown>)
      if (given instanceof Nothing) return { kind: 'none', why: given.why, record }
      const read = request.schema?.safeParse(given)
      if (read?.success === false) return { kind: 'none', why: 'invalid', record }
      return { kind: 'given', value: (read === undefined ? given : read.data) as T, toolCalls: [], record }
    },
    async *stream(request) {
      const given = await answer(request)
      yield { kind: 'text', text: String(given) }
      yield { kind: 'end', record: callOf(request.role) }
    },
  }
  return { models, asked }
}

export const askingWith = (models: LanguageModels): Asking => ({
  models,
  prompts: builtInPrompts(),
  tenant: 't',
  conversation: 'c',
  company: 'Shop',
})
