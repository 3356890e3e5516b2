import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CompiledAssistant, compileAssistant, loadTools } from '#assistant/index.ts'
import { plainWorkshop } from '#assistant/making/workshop.fixture.ts'
import type { CompiledStep } from '#dialogue/index.ts'
import { problemText } from '#domain/problem.ts'
import type { ToolSet } from '#tools/index.ts'

const folder = import.meta.dirname
const contents = ['assistant.yaml', 'entities', 'intents', 'flows', 'responses']

/** Everything flows are held against; the articles are left out, they have a test of their own. */
function source() {
  const files = contents.flatMap((name) =>
    name.endsWith('.yaml') ? [name] : readdirSync(join(folder, name)).map((file) => `${name}/${file}`),
  )
  return {
    folder,
    files: files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })),
  }
}

let tools: ToolSet
let assistant: CompiledAssistant
beforeAll(async () => {
  tools = await loadTools(folder)
  assistant = await compileAssistant(source(), tools, plainWorkshop)
})

const allFlows = () => Object.values(assistant.flows.flows)

/** Every step with the kinds of the steps that were passed on the way to it. */
function walk(steps: readonly CompiledStep[], passed: readonly CompiledStep[] = []): [CompiledStep, CompiledStep[]][] {
  return steps.flatMap((step, index) => {
    const before = [...passed, ...steps.slice(0, index)]
    return [[step, before], ...Object.values(step.branches).flatMap((inner) => walk(inner, [...before, step]))] as [
      CompiledStep,
      CompiledStep[],
    ][]
  })
}

test('the flows compile against tools, responses, entities and intents without a problem', () => {
  expect(assistant.problems.map(problemText)).toEqual([])
})

test('every wish that is no command starts a flow, or answers what one asks', () => {
  const started = Object.keys(assistant.flows.startedBy)
  const answering = allFlows().flatMap((flow) =>
    Object.values(flow.slots).flatMap((slot) => [
      ...slot.answers.map(({ intent }) => intent),
      ...slot.expected,
      ...slot.choices.flatMap(({ intents }) => intents),
    ]),
  )
  const isUsed = (name: string) =>
    [...started, ...answering].some((intent) => name === intent || name.startsWith(`${intent}/`))
  const without = assistant.intents
    .filter(({ command, name }) => command === null && !['control/inform', 'out-of-scope'].includes(name))
    .filter(({ name }) => !isUsed(name))
  expect(without.map(({ name }) => name)).toEqual([])
})

describe('nothing is changed behind the back of the customer', () => {
  test('what reads or changes an account or an order needs a verified customer', () => {
    const needsVerified = (tool: string) => tools.get(tool)?.facts.needs === 'verified'
    // These serve strangers too and look at the account only where somebody is signed in.
    const mixed = ['recover-username']
    const open = allFlows()
      .filter((flow) => flow.needs !== 'verified' && !mixed.includes(flow.name))
      .filter((flow) => walk(flow.steps).some(([step]) => step.kind === 'call' && needsVerified(step.tool)))
    expect(open.map((flow) => flow.name)).toEqual([])
  })

  test('every change is confirmed first, with a summary', () => {
    // Chosen from a button that says exactly this.
    const chosen = ['out-of-stock notify_team']
    const unconfirmed = allFlows().flatMap((flow) =>
      walk(flow.steps)
        .filter(([step]) => step.kind === 'call' && step.effect === 'write')
        .filter(([, before]) => !before.some(({ kind }) => kind === 'confirm'))
        .map(([step]) => `${flow.name} ${step.kind === 'call' ? step.tool : ''}`),
    )
    expect(unconfirmed.filter((name) => !chosen.includes(name))).toEqual([])
  })

  test('every flow says whether it did what was wished: its last step ends it', () => {
    const unended = allFlows().filter((flow) => {
      const last = flow.steps.at(-1)
      return last === undefined || !['end', 'link', 'ask-again', 'hand-off'].includes(last.kind)
    })
    expect(unended.map((flow) => flow.name)).toEqual([])
  })
})

test('every response of these files is used, so that nobody polishes what is never said', () => {
  const used = new Set<string>()
  for (const flow of allFlows()) {
    for (const slot of Object.values(flow.slots))
      for (const name of [slot.ask, ...slot.reasks, slot.explain, ...slot.validate.map((rule) => rule.else)])
        if (name !== null) used.add(name)
    for (const [step] of walk(flow.steps)) {
      if (step.kind === 'say' || step.kind === 'confirm') used.add(step.response)
      if (step.kind === 'ask-again' && step.said !== null) used.add(step.said.response)
    }
    for (const name of Object.values(flow.repair)) used.add(name)
  }
  const own = readdirSync(join(folder, 'responses')).filter(
    (file) => !['built-in.yaml', 'small-talk.yaml'].includes(file),
  )
  const worded = own.flatMap((file) =>
    [...readFileSync(join(folder, 'responses', file), 'utf8').matchAll(/^ {2}([a-z][\w.-]*):/gm)].map(
      (match) => match[1] ?? '',
    ),
  )
  expect(worded.filter((name) => !used.has(name))).toEqual([])
})

test('the table in docs/storefront.md names every flow', () => {
  const page = readFileSync(join(folder, '../../docs/storefront.md'), 'utf8')
  expect(
    allFlows()
      .filter((flow) => !page.includes(`\`${flow.name}\``))
      .map((flow) => flow.name),
  ).toEqual([])
})
