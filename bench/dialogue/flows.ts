import { join } from 'node:path'
import { type AssistantSource, filesOf, loadTools, readAssistantFolder } from '#assistant/index.ts'
import { flows as fixture, tools as fixtureTools } from '#dialogue/fixture/index.ts'
import { builtInResponses, type CompiledFlows, compileFlows, type ToolFacts } from '#dialogue/index.ts'
import { compileResponses } from '#responses/index.ts'
import { readConfig } from '../../src/assistant/config.ts'
import { readEntities, readIntents } from '../../src/assistant/content.ts'

export interface Bench {
  name: string
  flows: CompiledFlows
  tools: ReadonlyMap<string, ToolFacts>
  /** Intents that start flows. */
  wishes: string[]
}

const wishesOf = (flows: CompiledFlows): string[] =>
  Object.keys(flows.startedBy)
    .filter((intent) => !intent.startsWith('tests/'))
    .sort()

export const ofFixture = (): Bench => ({
  name: 'fixture',
  flows: fixture,
  tools: fixtureTools,
  wishes: wishesOf(fixture),
})

/** The flows of an assistant folder, without training its models. */
export async function ofAssistant(name: string): Promise<Bench> {
  const folder = join(import.meta.dirname, '../../assistants', name)
  const source: AssistantSource = await readAssistantFolder(folder)
  const { config } = readConfig(source)
  const entities = new Set(readEntities(filesOf(source, 'entities')).entities.map((entity) => entity.name))
  const { definitions } = readIntents(filesOf(source, 'intents'), entities)
  const { responses } = compileResponses(filesOf(source, 'responses'), {
    compileExpression: () => null,
    always: [],
    variables: (response) => (Object.hasOwn(builtInResponses, response) ? [] : null),
  })
  const tools = new Map([...(await loadTools(folder))].map(([tool, { facts }]) => [tool, facts as ToolFacts]))
  const { flows } = compileFlows(filesOf(source, 'flows'), {
    tools,
    responses: responses.uses(),
    entities,
    intents: new Set(definitions.map((definition) => definition.name)),
    verification: config.verification ?? null,
  })
  return { name, flows, tools, wishes: wishesOf(flows) }
}
