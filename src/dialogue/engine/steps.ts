import type { Frame } from '#domain/dialogue-state.ts'
import type { CustomerId } from '#domain/ids.ts'
import { canonicalJson, type Json, type JsonObject } from '#domain/json.ts'
import { evaluate, isTrue, sameJson, textOf } from '../expressions/index.ts'
import { branch, type CompiledFlow, type CompiledStep, type CompiledStepOf, own } from '../flow-language/index.ts'
import { matchOption } from '../matching.ts'
import { askSlot, offerPerson, prefill, yesNoButtons } from './asking.ts'
import { goBackTo } from './correction.ts'
import {
  advanceFrame,
  askAnew,
  endFrame,
  endTask,
  enterBranch,
  handOff,
  isAskedAnew,
  isGiven,
  pushFrame,
  saidOf,
  shareSlots,
} from './frames.ts'
import { pathText } from './paths.ts'
import { calledTask, expectAnswer, mention, type Run, say, sayBuiltIn } from './run.ts'
import { evaluateAll, responseVariables, scopeOf } from './scope.ts'
import { brokenRule, listOptions, offeredChoices } from './values.ts'

/** What a step needs: the frame it runs in, its flow and itself. */
interface At<K extends CompiledStep['kind']> {
  run: Run
  frame: Frame
  flow: CompiledFlow
  step: CompiledStepOf<K>
}

type Handlers = { [K in CompiledStep['kind']]: (at: At<K>) => void | Promise<void> }

/** Does one step: it moves the frame on, or leaves it where it is and waits for the customer. */
export async function doStep(run: Run, frame: Frame, flow: CompiledFlow, step: CompiledStep): Promise<void> {
  const handle = handlers[step.kind] as (at: { run: Run; frame: Frame; flow: CompiledFlow; step: CompiledStep }) => void
  await handle({ run, frame, flow, step })
}

const handlers: Handlers = {
  collect({ run, frame, flow, step }) {
    const slot = own(flow.slots, step.slot)
    if (slot === undefined) return advanceFrame(run, frame, flow)
    if (!Object.hasOwn(frame.slots, slot.name) && !prefill(run, frame, slot)) {
      askSlot(run, frame, slot, offeredChoices(run, frame, slot))
      return
    }
    const value = frame.slots[slot.name] ?? null
    const broken = value === null ? null : brokenRule(run, frame, slot, value)
    if (broken === null) {
      isGiven(frame, slot.name)
      return advanceFrame(run, frame, flow)
    }
    say(run, broken.else, responseVariables(run, frame, broken.uses, { slot: slot.called }))
    run.reasons.push(`${slot.called} is not accepted`)
    delete frame.slots[slot.name]
    delete frame.said[slot.name]
    frame.asked[slot.name] = Math.max(1, frame.asked[slot.name] ?? 0)
    run.did.misfit = true
    askSlot(run, frame, slot, offeredChoices(run, frame, slot))
  },

  say({ run, frame, flow, step }) {
    say(run, step.response, spoken(run, frame, step))
    advanceFrame(run, frame, flow)
  },

  set({ run, frame, flow, step }) {
    for (const [name, value] of Object.entries(evaluateAll(step.values, scopeOf(run, frame)))) {
      if (own(flow.slots, name) === undefined) frame.variables[name] = value
      else if (value === null) delete frame.slots[name]
      else frame.slots[name] = value
    }
    advanceFrame(run, frame, flow)
  },

  if({ run, frame, flow, step }) {
    const scope = scopeOf(run, frame)
    const arm = step.arms.find((candidate) => isTrue(candidate.if, scope))
    enterBranch(run, frame, flow, arm?.branch ?? branch.otherwise)
  },

  confirm({ run, frame, flow, step }) {
    const path = pathText(frame.at)
    if (frame.confirmed.includes(path)) return advanceFrame(run, frame, flow)
    expectAnswer(run, { kind: 'confirm', frame: frame.id, step: path })
    say(run, step.response, spoken(run, frame, step), yesNoButtons(run, frame.id, path))
    run.reasons.push('asks for a yes')
  },

  choose({ run, frame, flow, step }) {
    const slot = own(flow.slots, step.slot)
    if (slot === undefined) return advanceFrame(run, frame, flow)
    const scope = scopeOf(run, frame)
    let options = listOptions(step, frame.id, scope)
    if (options.length === 0) {
      if (own(step.branches, branch.none) !== undefined) return enterBranch(run, frame, flow, branch.none)
      sayBuiltIn(run, 'repair.none-to-choose', { slot: slot.called, flow: calledTask(run, frame) })
      return endTask(run, frame)
    }
    const given = own(frame.slots, slot.name) ?? null
    if (given !== null && options.some((option) => sameJson(option.value, given))) {
      isGiven(frame, slot.name)
      return advanceFrame(run, frame, flow)
    }
    const take = (option: { value: Json; label: string }) => {
      frame.slots[slot.name] = option.value
      frame.said[slot.name] = option.label
      isGiven(frame, slot.name)
      mention(run, slot, option.value, option.label)
      advanceFrame(run, frame, flow)
    }
    const wasWrong = isAskedAnew(frame, slot.name)
    if (options.length === 1 && options[0] && !step.askWhenOne && !wasWrong) return take(options[0])
    const matched = step.match === null || wasWrong ? null : evaluate(step.match, scope)
    const hints = [given, matched].filter((hint) => hint !== null)
    delete frame.slots[slot.name]
    for (const hint of hints) {
      const match = matchOption(options, typeof hint === 'object' ? (frame.said[slot.name] ?? '') : textOf(hint))
      if (match.kind === 'one') return take(match.option)
      // "the blue one" of two blue ones: ask only about those.
      if (match.kind === 'many') options = match.options
    }
    askSlot(run, frame, slot, options)
  },

  async call(at) {
    await callTool(at)
  },

  'ask-again'({ run, frame, flow, step }) {
    if (step.said !== null) say(run, step.said.response, spoken(run, frame, step.said))
    askAnew(frame, step.slot)
    frame.asked[step.slot] = Math.max(1, frame.asked[step.slot] ?? 0)
    run.did.misfit = true
    goBackTo(run, frame, flow, step.slot)
  },

  link({ run, frame, flow, step }) {
    const target = own(run.env.flows.flows, step.flow)
    if (target === undefined) {
      sayBuiltIn(run, 'repair.flow-unavailable')
      return endTask(run, frame)
    }
    const slots = Object.fromEntries(
      Object.entries(evaluateAll(step.with, scopeOf(run, frame))).filter(
        ([name, value]) => value !== null && !isAskedAnew(frame, name),
      ),
    )
    if (!step.returns) run.state.stack = run.state.stack.filter((other) => other !== frame)
    const caller = step.returns ? { frame: frame.id, why: 'link' as const } : frame.caller
    const linked = pushFrame(run, target, slots, saidOf(slots), caller)
    if (linked === null) {
      run.reasons.push('too many flows are open')
      return failTask(run, frame)
    }
    shareSlots(run, frame, linked)
    if (frame.anew !== undefined) linked.anew = frame.anew.filter((name) => own(target.slots, name) !== undefined)
    if (!step.returns) run.visited.push({ flow: flow.name, step: pathText(frame.at) })
  },

  verify({ run, frame, flow, step }) {
    const scope = scopeOf(run, frame)
    const customer = evaluate(step.customer, scope)
    const attributes = step.attributes === null ? null : evaluate(step.attributes, scope)
    if (typeof customer === 'string' && customer !== '') {
      run.identity = {
        level: step.level,
        customer: customer as CustomerId,
        by: step.by,
        attributes: isObject(attributes) ? attributes : {},
      }
      run.reasons.push(`${step.level} by ${step.by}`)
    }
    advanceFrame(run, frame, flow)
  },

  'hand-off'({ run, frame, flow, step }) {
    run.visited.push({ flow: flow.name, step: pathText(frame.at) })
    handOff(run, { reason: 'flow', team: step.team, priority: step.priority, note: step.reason })
  },

  answer({ run, frame, flow, step }) {
    const query = textOf(evaluate(step.query, scopeOf(run, frame))).trim()
    if (query !== '') run.items.push({ kind: 'answer', query })
    advanceFrame(run, frame, flow)
  },

  end({ run, frame, flow, step }) {
    const result = step.result === null ? null : evaluate(step.result, scopeOf(run, frame))
    run.visited.push({ flow: flow.name, step: pathText(frame.at) })
    endFrame(run, frame, step.resolved, result)
  },
}

const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const spoken = (run: Run, frame: Frame, said: Pick<CompiledStepOf<'say'>, 'with' | 'uses'>): JsonObject =>
  responseVariables(run, frame, said.uses, evaluateAll(said.with, scopeOf(run, frame)))

/** What a tool is given at this point of the flow; what is null is left out. */
export const inputOf = (run: Run, frame: Frame, step: CompiledStepOf<'call'>): JsonObject =>
  Object.fromEntries(Object.entries(evaluateAll(step.with, scopeOf(run, frame))).filter(([, value]) => value !== null))

async function callTool({ run, frame, flow, step }: At<'call'>): Promise<void> {
  const path = pathText(frame.at)
  const input = inputOf(run, frame, step)
  const done = own(frame.done, path)
  if (done !== undefined) {
    if (![done.input, done.declined].includes(canonicalJson(input))) {
      expectAnswer(run, { kind: 'redo', frame: frame.id, step: path })
      sayBuiltIn(run, 'repair.redo', { flow: calledTask(run, frame) }, yesNoButtons(run, frame.id, path))
      run.reasons.push(`${step.tool} is already done with other input`)
      return
    }
    run.reasons.push(`${step.tool} is already done`)
    save(frame, step, done.result)
    return advanceFrame(run, frame, flow)
  }

  if ((run.env.tools.get(step.tool)?.confirm ?? step.confirm) && frame.confirmed.length === 0) {
    expectAnswer(run, { kind: 'confirm', frame: frame.id, step: path })
    sayBuiltIn(run, 'repair.confirm-action', { flow: calledTask(run, frame) }, yesNoButtons(run, frame.id, path))
    return
  }

  const count = own(frame.calls, path) ?? 0
  frame.calls[path] = count + 1
  const call = {
    name: step.tool,
    input,
    key: `${run.env.conversation}:${frame.id}:${path}:${count}`,
  }
  const outcome = await run.env.callTool(call, run.identity)
  run.toolCalls.push({ ...call, outcome })
  run.reasons.push(`${step.tool}: ${outcome.kind === 'refused' ? `refused (${outcome.code})` : outcome.kind}`)

  switch (outcome.kind) {
    case 'ok':
      save(frame, step, outcome.value)
      if ((run.env.tools.get(step.tool)?.effect ?? step.effect) === 'write') {
        run.did.act = true
        frame.done[path] = { input: canonicalJson(input), result: outcome.value }
        if (outcome.undoable) run.state.undoable.push({ frame: frame.id, tool: step.tool, key: call.key, label: null })
      }
      return advanceFrame(run, frame, flow)
    case 'refused': {
      frame.variables['refusal'] = { code: outcome.code, message: outcome.message }
      const name = [branch.refused(outcome.code), branch.refusedDefault].find((key) => own(step.branches, key))
      if (name !== undefined) return enterBranch(run, frame, flow, name)
      sayBuiltIn(run, 'repair.tool-refused', { flow: calledTask(run, frame), message: outcome.message })
      endTask(run, frame)
      return offerPerson(run, 'repair.offer-hand-off')
    }
    case 'failed':
      if (own(step.branches, branch.failed)) return enterBranch(run, frame, flow, branch.failed)
      return failTask(run, frame)
    case 'unknown':
      if (own(step.branches, branch.unknown)) return enterBranch(run, frame, flow, branch.unknown)
      run.did.fail = true
      sayBuiltIn(run, 'repair.tool-unknown', { flow: calledTask(run, frame) })
      return handOff(run, {
        reason: 'effect-unknown',
        team: null,
        priority: 'high',
        note: `It is not known whether ${step.tool} was done (${call.key}).`,
      })
  }
}

function save(frame: Frame, step: CompiledStepOf<'call'>, value: Json): void {
  if (step.save !== null) frame.variables[step.save] = value
}

/** Something on our side does not work: the task ends, a person is offered. */
export function failTask(run: Run, frame: Frame): void {
  run.did.fail = true
  sayBuiltIn(run, 'repair.tool-failed', { flow: calledTask(run, frame) })
  endTask(run, frame)
  offerPerson(run, 'repair.offer-hand-off')
}
