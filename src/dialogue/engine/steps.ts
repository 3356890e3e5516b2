import type { Frame } from '#domain/dialogue-state.ts'
import { branch, type CompiledFlow, type CompiledStep } from '../flow-language/index.ts'
import { asking } from './asking-steps.ts'
import { branching } from './branching.ts'
import { callTool } from './calling.ts'
import { doing } from './doing.ts'
import { goToNext, visit } from './frames.ts'
import { leaving } from './leaving.ts'
import { beginRound } from './rounds.ts'
import type { Run } from './run.ts'
import type { Handlers } from './step-handler.ts'
import { timing } from './time-steps.ts'

const handlers: Handlers<CompiledStep['kind']> = {
  ...asking,
  ...doing,
  ...branching,
  ...timing,
  ...leaving,
  call: callTool,
  repeat(at) {
    const { run, frame, flow } = at
    const path = frame.at
    const next = beginRound(at)
    visit(run, { ...frame, at: path }, flow, next === 'over' ? undefined : branch.round)
    if (next === 'over') goToNext(run, frame, flow)
  },
}

/** Does one step: it moves the frame on, or leaves it where it is and waits for the customer. */
export async function doStep(run: Run, frame: Frame, flow: CompiledFlow, step: CompiledStep): Promise<void> {
  const handle = handlers[step.kind] as (at: { run: Run; frame: Frame; flow: CompiledFlow; step: CompiledStep }) => void
  await handle({ run, frame, flow, step })
}
