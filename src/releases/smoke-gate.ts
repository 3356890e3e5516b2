import { type AssistantRuntime, type AssistantSource, filesOf, readEntities, readIntents } from '#assistant/index.ts'
import { seededRandom } from '#domain/random.ts'

export interface SmokeResult {
  passed: boolean
  checks: number
  failures: string[]
}

/** Examples looked at per intent: enough to see a model that learnt nothing, few enough to take no time. */
const perIntent = 2
/** An intent of two near-identical ones may take another's example; more wrong than this is a broken model. */
const wrongAtMost = 0.05

/**
 * The gate of a first release: the trained model knows its own examples, the greeting can be said, flows and articles load. It says
 * that the release works at all; whether it is good is for the scenarios.
 */
export async function smokeGate(
  runtime: AssistantRuntime,
  source: AssistantSource,
  nowMs: number,
): Promise<SmokeResult> {
  const failures: string[] = []
  let checks = 0
  const names = new Set(readEntities(filesOf(source, 'entities')).entities.map((entity) => entity.name))
  const wrong: string[] = []
  let asked = 0
  for (const { name, examples } of readIntents(filesOf(source, 'intents'), names).training) {
    if (!runtime.intents.has(name) || /out[-_]of[-_]scope|^oos$/.test(name)) continue
    for (const { text } of examples.slice(0, perIntent)) {
      asked += 1
      const read = await runtime.understander.understand(text, { timeZone: runtime.config.time_zone, nowMs })
      const best = read.intents[0]
      if (best?.name !== name) wrong.push(`"${text}" is taken for ${best?.name ?? 'nothing'} instead of ${name}`)
    }
  }
  checks += asked
  if (wrong.length > asked * wrongAtMost)
    failures.push(
      `the model knows too few of its own examples (${wrong.length} of ${asked} wrong, such as ${wrong[0]})`,
    )

  checks += 1
  const greeting = runtime.responses.render('greeting', {
    locale: runtime.localeFor(undefined),
    channel: 'widget',
    random: seededRandom('smoke'),
    variables: { customer: {}, settings: runtime.exposed },
    nowMs,
  })
  if (greeting.parts.length === 0) failures.push('the greeting is empty')

  for (const tool of Object.values(runtime.flows.flows).flatMap((flow) =>
    flow.steps.flatMap((step) => ('tool' in step ? [String(step.tool)] : [])),
  )) {
    checks += 1
    if (!runtime.tools.has(tool)) failures.push(`a flow uses the tool ${tool}, which tools.ts does not have`)
  }
  return { passed: failures.length === 0, checks, failures }
}
