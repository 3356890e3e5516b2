import type { Frame, Option } from '#domain/dialogue-state.ts'
import { canonicalJson, type Json, type JsonObject } from '#domain/json.ts'
import { type EvaluationScope, evaluate, isTrue, itemName, numberOf, sameJson, textOf } from '../expressions/index.ts'
import type { CompiledSlot, CompiledStepOf } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { matchOption } from '../matching.ts'
import { markOf, payloads } from '../payloads.ts'
import { evaluateAll, type ScopeSource, scopeOf } from './scope.ts'

/** A value in the slot's own form, or undefined where it cannot be one. */
export function fitting(slot: CompiledSlot, value: Json): Json | undefined {
  if (value === null) return undefined
  // An answer that only an intent gives need not be among the choices that are shown.
  if (slot.answers.some((answer) => sameJson(answer.value, value))) return value
  switch (slot.type) {
    case 'number':
      return numberOf(value) ?? undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'text': {
      const text = textOf(value).trim().slice(0, limits.textSlotLength)
      return text === '' ? undefined : text
    }
    case 'choice': {
      const exact = slot.choices.find((choice) => sameJson(choice.value, value))
      if (exact !== undefined) return exact.value
      const match = matchOption(choiceOptions(slot, 0), textOf(value))
      return match.kind === 'one' ? match.option.value : undefined
    }
    default:
      return choiceOf(slot, value)
  }
}

/** A slot of an entity type may have choices too: then the value must be one of them. */
function choiceOf(slot: CompiledSlot, value: Json): Json | undefined {
  if (slot.choices.length === 0) return value
  return slot.choices.find((choice) => sameJson(choice.value, value))?.value
}

export function choiceOptions(slot: CompiledSlot, frame: number): Option[] {
  return slot.choices.map((choice, index) => ({
    payload: payloads.choose(frame, slot.name, index),
    label: choice.label,
    value: choice.value,
    attributes: { means: choice.means },
  }))
}

/** The rule of the slot that its value breaks, if any. */
export function brokenRule(
  source: ScopeSource,
  frame: Frame,
  slot: CompiledSlot,
  value: Json,
): CompiledSlot['validate'][number] | null {
  const scope = scopeOf(source, frame, { [slot.name]: value })
  return slot.validate.find((rule) => !isTrue(rule.if, scope)) ?? null
}

/** The choices of a slot, those that its rules forbid now hidden. Where they forbid all, all are shown: each rule says why. */
export function offeredChoices(source: ScopeSource, frame: Frame, slot: CompiledSlot): Option[] {
  const options = choiceOptions(slot, frame.id)
  const allowed = options.filter(({ value }) => brokenRule(source, frame, slot, value) === null)
  if (allowed.length === 0) return options
  const forbidden = options.filter((option) => !allowed.includes(option))
  return [...allowed, ...forbidden.map((option): Option => ({ ...option, hidden: true }))]
}

export const shownOptions = (options: readonly Option[]): Option[] =>
  options.filter(({ hidden }) => hidden === undefined)

/**
 * What a choose step offers, in the order of its list. Two that are called the same are told apart by what else they can be called by, or else
 * by their number; of what is wholly the same one is enough, where only one can be chosen.
 */
export function listOptions(step: CompiledStepOf<'choose'>, frame: number, scope: EvaluationScope): Option[] {
  const list = evaluate(step.from, scope)
  if (!Array.isArray(list)) return []
  const options = list.slice(0, limits.optionsKept).map((item, index) => {
    const ofItem: EvaluationScope = {
      today: scope.today,
      lookup: (name) => (name === itemName ? item : scope.lookup(name)),
    }
    const value = step.value === null ? item : evaluate(step.value, ofItem)
    return {
      payload: payloads.choose(frame, step.slot, index, markOf(canonicalJson(value))),
      label: textOf(evaluate(step.label, ofItem)),
      value,
      attributes: evaluateAll(step.attributes, ofItem),
    }
  })
  const each = step.many
    ? options
    : options.filter(
        (option, index) =>
          !options.slice(0, index).some((other) => other.label === option.label && sameJson(other.value, option.value)),
      )
  return each.map((option) => ({ ...option, label: labelAmong(each, option) }))
}

type Listed = Option & { attributes: JsonObject }

function labelAmong(options: readonly Listed[], option: Listed): string {
  const { label } = option
  const alike = options.filter((other) => other.label === label)
  if (alike.length === 1) return label
  const detail = ({ attributes }: Listed) =>
    Object.entries(attributes)
      .filter(([name, value]) => alike.some((other) => !sameJson(other.attributes[name] ?? null, value)))
      .map(([, value]) => (typeof value === 'object' ? '' : textOf(value)))
      .filter((text) => text !== '' && text !== label)
      .join(', ')
  const details = detail(option)
  const isOwn = details !== '' && alike.filter((other) => detail(other) === details).length === 1
  return `${label} (${isOwn ? details : alike.indexOf(option) + 1})`
}
