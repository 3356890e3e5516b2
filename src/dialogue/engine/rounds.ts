import type { Frame, Option, Rounds } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import { evaluate, isTrue, numberOf, textOf } from '../expressions/index.ts'
import { type CompiledFlow, type CompiledStepOf, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { payloads } from '../payloads.ts'
import { pathFromText, pathText, roundBranch, roundOf, type StepPath, stepAt } from './paths.ts'
import { insideOf, keptOf, numberRounds, roundAt, sameElement } from './round-identity.ts'
import type { Run } from './run.ts'
import { evaluateAll, scopeOf } from './scope.ts'
import type { At } from './step-handler.ts'

/**
 * `repeat`: the steps of a round are done in the frame itself, under paths that carry the number of the round (its element's own:
 * round-identity.ts), so that keys of tool calls, confirmations and what is done are told apart by round. What belongs to a round is in the frame's slots and variables while the round
 * lasts, and kept aside afterwards: going back to an earlier step does the rounds again without asking again.
 */

type Repeat = CompiledStepOf<'repeat'>

/** Begins the next round; 'over' where there is none. */
export function beginRound({ run, frame, step }: At<'repeat'>): 'begun' | 'over' {
  const path = pathText(frame.at)
  const isNew = !frame.trail.includes(path)
  const rounds = isNew ? freshRounds(run, frame, step, path) : own(frame.rounds ?? {}, path)
  if (isNew) frame.trail.push(path)
  if (rounds === undefined || rounds.at >= rounds.list.length) {
    for (const name of [step.as, step.index]) if (name !== null) delete frame.variables[name]
    return 'over'
  }
  const item = rounds.list[rounds.at] ?? null
  if (step.as !== null) frame.variables[step.as] = item
  if (step.index !== null) frame.variables[step.index] = rounds.at + 1
  rounds.start = pick(frame, step.changes)
  const round = roundAt(rounds, rounds.at)
  const kept = keptOf(rounds, round)
  if (kept !== undefined && sameElement(step, scopeOf(run, frame))(kept.item, item)) {
    frame.slots = { ...kept.slots, ...frame.slots }
    frame.said = { ...kept.said, ...frame.said }
  }
  frame.at = [...frame.at, roundBranch(round), 0]
  return 'begun'
}

function freshRounds(run: Run, frame: Frame, step: Repeat, path: string): Rounds {
  const list = listOf(run, frame, step)
  if (list.length > step.most) run.reasons.push(`${list.length} rounds are too many, only ${step.most} are done`)
  for (const name of Object.keys(step.gather)) frame.variables[name] = []
  const done = list.slice(0, step.most)
  const kept = own(frame.rounds ?? {}, path)?.kept ?? []
  const ids = numberRounds(done, kept, sameElement(step, scopeOf(run, frame)))
  const gone = kept.filter((_, place) => !ids.includes(kept[place]?.id ?? place)).length
  if (gone > 0) run.reasons.push(`${gone} that had a round before are not in the list any more`)
  const rounds: Rounds = {
    list: done,
    ids,
    at: 0,
    kept,
    before: pick(frame, step.changes),
    start: {},
  }
  frame.rounds = { ...frame.rounds, [path]: rounds }
  return rounds
}

function listOf(run: Run, frame: Frame, { over }: Repeat): Json[] {
  const scope = scopeOf(run, frame)
  if ('list' in over) {
    const list = evaluate(over.list, scope)
    return Array.isArray(list) ? list : []
  }
  const times = Math.floor(numberOf(evaluate(over.times, scope)) ?? 0)
  return Array.from({ length: Math.min(Math.max(0, times), limits.roundsAtMost + 1) }, (_, index) => index + 1)
}

/** Where leaving the steps of `from` leads back to their `repeat`: gathers what the round gave and clears it away. */
export function endRound(run: Run, frame: Frame, flow: CompiledFlow, from: StepPath, to: StepPath): void {
  const isRound = roundOf(from[to.length]) !== null
  const step = stepAt(flow, to)
  const path = pathText(to)
  const rounds = own(frame.rounds ?? {}, path)
  if (to.length >= from.length || !isRound || step?.kind !== 'repeat' || rounds === undefined) return
  const scope = scopeOf(run, frame)
  for (const [name, value] of Object.entries(evaluateAll(step.gather, scope)))
    if (value !== null) frame.variables[name] = [...asList(frame.variables[name]), value]
  if (step.until !== null && isTrue(step.until, scope)) rounds.list = rounds.list.slice(0, rounds.at + 1)
  putAside(frame, step, rounds)
  rounds.at += 1
  // Later corrections go to the repeat as a whole: its rounds are done again with what is kept.
  const inside = insideOf(path)
  frame.trail = frame.trail.filter((text) => !text.startsWith(inside))
}

const asList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

/** What the customer gave in the round under way is kept for doing it again, and forgotten otherwise. */
function putAside(frame: Frame, step: Repeat, rounds: Rounds): void {
  const given = step.locals.filter((name) => Object.hasOwn(frame.slots, name))
  const words = step.locals.filter((name) => Object.hasOwn(frame.said, name))
  const id = roundAt(rounds, rounds.at)
  const entry: Rounds['kept'][number] = {
    id,
    item: rounds.list[rounds.at] ?? null,
    slots: Object.fromEntries(given.map((name) => [name, frame.slots[name] ?? null])),
    said: Object.fromEntries(words.map((name) => [name, frame.said[name] ?? ''])),
  }
  const known = keptOf(rounds, id)
  if (known === undefined) rounds.kept.push(entry)
  else rounds.kept[rounds.kept.indexOf(known)] = entry
  for (const name of step.locals) {
    delete frame.slots[name]
    delete frame.said[name]
    delete frame.asked[name]
    delete frame.variables[name]
  }
  if (frame.anew !== undefined) frame.anew = frame.anew.filter((name) => !step.locals.includes(name))
}

/**
 * The frame goes back to `target` and does the steps of `gone` (path texts, `target` first) again: repeats among them start with their first
 * round, and what their rounds changed beyond themselves is as it was before. What was given in them is not asked again, but for `anew`: a
 * slot, or the list that a repeat gathers.
 */
export function leaveRounds(
  frame: Frame,
  flow: CompiledFlow,
  target: StepPath,
  gone: readonly string[],
  anew: string | null,
): void {
  const rounds = frame.rounds ?? {}
  for (const text of new Set([pathText(target), ...gone])) {
    const state = own(rounds, text)
    const path = state && pathFromText(flow, text)
    const step = path ? stepAt(flow, path) : undefined
    if (state === undefined || step?.kind !== 'repeat') continue
    if (frame.trail.includes(text) || gone.includes(text)) {
      if (state.at < state.list.length) putAside(frame, step, state)
      putBack(frame, step.changes, state.before)
    }
    forget(state, step, anew)
    state.at = 0
    state.list = []
    const inside = insideOf(text)
    frame.trail = frame.trail.filter((other) => !other.startsWith(inside))
    frame.confirmed = frame.confirmed.filter((other) => !other.startsWith(inside))
  }
  putBackRound(frame, flow, target, gone)
}

function forget(rounds: Rounds, step: Repeat, name: string | null): void {
  if (name === null) return
  // The elements stay known: what was done for one is not done for it again unasked.
  const isAll = Object.hasOwn(step.gather, name)
  for (const entry of rounds.kept) {
    if (isAll) Object.assign(entry, { slots: {}, said: {} })
    delete entry.slots[name]
    delete entry.said[name]
  }
}

/** "passengers#2" is the second element of what was gathered as passengers. */
const roundNamed = /^(.+)#(\d+)$/

/** The repeat that gathers a list of this name, and is done. */
function gathering(frame: Frame, flow: CompiledFlow, name: string): { path: string; rounds: Rounds } | null {
  for (const [path, rounds] of Object.entries(frame.rounds ?? {})) {
    const at = pathFromText(flow, path)
    const step = at === null ? undefined : stepAt(flow, at)
    if (step?.kind === 'repeat' && Object.hasOwn(step.gather, name) && frame.trail.includes(path))
      return { path, rounds }
  }
  return null
}

/** Which element of a gathered list may be wrong: one option for each, as the customer said it. None for what is no such list. */
export function roundOptions(frame: Frame, flow: CompiledFlow, name: string): Option[] {
  const found = gathering(frame, flow, name)
  if (found === null) return []
  const { rounds } = found
  const given = rounds.list.flatMap((_, place) => keptOf(rounds, roundAt(rounds, place)) ?? [])
  return given.map(({ said, slots }, index): Option => {
    const words = Object.values(Object.keys(said).length > 0 ? said : slots).map(textOf)
    const value = `${name}#${index + 1}`
    return {
      payload: payloads.correct(frame.id, value),
      label: words.filter(Boolean).join(', ') || String(index + 1),
      value,
    }
  })
}

/** The round that a name like "passengers#2" stands for: what was given in it is forgotten. Gives where its repeat stands. */
export function forgetRound(frame: Frame, flow: CompiledFlow, name: string): StepPath | null {
  const match = roundNamed.exec(name)
  const found = match === null ? null : gathering(frame, flow, match[1] ?? '')
  const kept = found && keptOf(found.rounds, roundAt(found.rounds, Number(match?.[2]) - 1))
  if (!found || !kept) return null
  kept.slots = {}
  kept.said = {}
  return pathFromText(flow, found.path)
}

/** Going back within a round: what its steps that are done again had changed outside is as it was when the round began. */
function putBackRound(frame: Frame, flow: CompiledFlow, target: StepPath, gone: readonly string[]): void {
  for (let length = target.length - 2; length > 0; length -= 2) {
    const above = target.slice(0, length)
    const step = stepAt(flow, above)
    const state = own(frame.rounds ?? {}, pathText(above))
    if (step?.kind !== 'repeat' || state === undefined) continue
    const written = gone.flatMap((text) => {
      const path = pathFromText(flow, text)
      return (path === null ? undefined : stepAt(flow, path))?.writes ?? []
    })
    putBack(
      frame,
      step.changes.filter((name) => written.includes(name)),
      state.start,
    )
  }
}

const pick = (frame: Frame, names: readonly string[]): Record<string, Json> =>
  Object.fromEntries(
    names.filter((name) => Object.hasOwn(frame.variables, name)).map((name) => [name, frame.variables[name] ?? null]),
  )

function putBack(frame: Frame, names: readonly string[], values: Readonly<Record<string, Json>>): void {
  for (const name of names) {
    const value = own(values, name)
    if (value === undefined) delete frame.variables[name]
    else frame.variables[name] = value
  }
}
