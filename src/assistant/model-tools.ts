import { stringify } from 'yaml'
import type { Json, JsonObject } from '#domain/json.ts'
import type { Problem } from '#domain/problem.ts'
import type { ToolForModels } from '#language-models/index.ts'
import { nearestName, type SourceFile } from '#source-files/index.ts'
import type { Tool, ToolSet } from '#tools/index.ts'
import type { AssistantConfig } from './config.ts'

/** What the generated flows are said to stand in, where one of them is wrong. */
const file = 'assistant.yaml (models.tools)'

/** Choices that a slot may have; more are a text that the tool checks. */
const choicesAtMost = 25

/**
 * The tools that models may propose, each as a flow that no intent begins: what a model proposes is to begin it, and everything else is as with
 * any flow. Values stand in the customer's message or are asked for, who writes must be known as well as the tool needs, what changes something
 * is confirmed, calls are journaled. A tool that is not named here, or in no other flow, cannot be used whatever a model says.
 */
export function modelToolFlows(
  { models, handoff }: Pick<AssistantConfig, 'models' | 'handoff'>,
  tools: ToolSet,
  entities: ReadonlySet<string>,
): { files: SourceFile[]; problems: Problem[] } {
  const problems: Problem[] = []
  const flows: JsonObject = {}
  for (const declared of models?.tools ?? []) {
    const tool = tools.get(declared.tool)
    const wrong = whatIsWrong(declared, tool, tools)
    if (wrong !== null || tool === undefined)
      problems.push({
        file,
        line: null,
        column: null,
        severity: 'error',
        suggestion: null,
        ...wrong,
        message: wrong?.message ?? '',
      })
    else flows[`use-${tool.name.replaceAll('_', '-')}`] = flowOf(declared, tool, entities, handoff.team)
  }
  // As people write them: what stands in quotes would be a text and no expression.
  return { files: Object.keys(flows).length > 0 ? [{ file, text: stringify({ flows }) }] : [], problems }
}

function whatIsWrong(
  { tool: name, say, confirm, approval }: ToolForModels,
  tool: Tool | undefined,
  tools: ToolSet,
): Pick<Problem, 'message' | 'suggestion'> | null {
  if (tool === undefined)
    return { message: `There is no tool "${name}".`, suggestion: nearestName(name, [...tools.keys()]) }
  if (tool.hide.input.length > 0)
    return {
      message: `"${name}" takes what nobody may keep; a model cannot be shown it.`,
      suggestion: 'Write a flow for it.',
    }
  const odd = tool.facts.requiredInputs.find((input) => typeOf(tool, input) === null)
  if (odd !== undefined)
    return { message: `"${name}" needs "${odd}", which is more than one value.`, suggestion: 'Write a flow for it.' }
  if (approval === 'agent') return null
  if (say === undefined)
    return {
      message: `"${name}" has no \`say\`: nobody would be told what came of it.`,
      suggestion: 'Name a response.',
    }
  if (tool.facts.effect === 'write' && confirm === undefined)
    return {
      message: `"${name}" changes something, and nobody is asked before.`,
      suggestion: 'Name a `confirm` response that shows what will be done, or write `approval: agent`.',
    }
  return null
}

function flowOf(
  { say, confirm, approval, description }: ToolForModels,
  tool: Tool,
  entities: ReadonlySet<string>,
  team: string,
): JsonObject {
  const { name, facts } = tool
  const words = facts.called ?? name.replaceAll('_', ' ')
  const inputs = facts.requiredInputs.map((input) => ({ input, slot: slotName(input) }))
  const slots = Object.fromEntries(
    inputs.map(({ input, slot }) => [
      slot,
      entities.has(slot) ? { type: slot } : (typeOf(tool, input) ?? { type: 'text' }),
    ]),
  )
  const steps: Json[] = inputs.map(({ slot }) => ({ collect: slot }))
  if (approval === 'agent')
    steps.push({ 'hand-off': team, reason: `Proposed by a language model, for a person to decide: ${words} (${name})` })
  else {
    if (confirm !== undefined) steps.push({ confirm })
    const given = Object.fromEntries(inputs.map(({ input, slot }) => [input, slot]))
    steps.push({ call: name, with: given, save: 'result' }, { say: say ?? '' })
  }
  return {
    // What another company's server says of its tools is no instruction to our models.
    description: description ?? (tool.source.kind === 'typescript' ? tool.description.slice(0, 300) : words),
    title: words,
    called: words,
    needs: facts.needs,
    slots,
    steps,
  }
}

const slotName = (input: string): string =>
  input
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()

/** How an input is asked for; null where it is no single value. */
function typeOf({ facts }: Tool, input: string): JsonObject | null {
  const schema = field(field(facts.inputSchema, 'properties'), input)
  const choices = field(schema, 'enum')
  if (Array.isArray(choices) && choices.length > 0 && choices.length <= choicesAtMost && choices.every(isText))
    return { type: 'choice', choices }
  const type = field(schema, 'type')
  if (type === 'boolean') return { type: 'boolean' }
  if (type === 'number' || type === 'integer') return { type: 'number' }
  return type === 'string' ? { type: 'text' } : null
}

const isText = (value: Json): boolean => typeof value === 'string'

const field = (value: Json | undefined, name: string): Json | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name)
    ? value[name]
    : undefined
