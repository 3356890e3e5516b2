import type { Frame } from '#domain/dialogue-state.ts'
import type { JsonObject } from '#domain/json.ts'
import type { CompiledFlow, CompiledStep, CompiledStepOf } from '../flow-language/index.ts'
import type { Run } from './run.ts'
import { evaluateAll, responseVariables, scopeOf } from './scope.ts'

/** What a step needs: the frame it runs in, its flow and itself. */
export interface At<K extends CompiledStep['kind']> {
  run: Run
  frame: Frame
  flow: CompiledFlow
  step: CompiledStepOf<K>
}

/** One handler per kind of step: it moves the frame on, or leaves it where it is and waits for the customer. */
export type Handlers<Kinds extends CompiledStep['kind']> = { [K in Kinds]: (at: At<K>) => void | Promise<void> }

/** The variables of a response that a step says. */
export const spoken = (run: Run, frame: Frame, said: Pick<CompiledStepOf<'say'>, 'with' | 'uses'>): JsonObject =>
  responseVariables(run, frame, said.uses, evaluateAll(said.with, scopeOf(run, frame)))
