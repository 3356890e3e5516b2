import {
  type BuiltInResponse,
  builtInResponses,
  type CompiledFlows,
  compileFlows,
  defaultResponses,
  markOf,
  type ToolFacts,
} from '#dialogue/index.ts'
import { AppError } from '#domain/errors.ts'
import type { Problem } from '#domain/problem.ts'
import { readDocumentsInSlices } from '#knowledge/index.ts'
import { builtInPrompts, readPrompts } from '#language-models/index.ts'
import { compileResponses, type Declared } from '#responses/index.ts'
import { nearestName } from '#source-files/index.ts'
import type { ToolSet } from '#tools/index.ts'
import { isOutOfScope } from '#understanding/index.ts'
import { codeVersion } from './code-version.ts'
import { conditionProblem } from './conditions.ts'
import { type AssistantConfig, readConfig } from './config.ts'
import { type IntentDefinition, readEntities, readIntents } from './content.ts'
import { identityProblems, withBuiltInTools } from './identity.ts'
import type { Progress } from './making/work.ts'
import type { Workshop } from './making/workshop.ts'
import { modelToolFlows } from './model-tools.ts'
import { byIntentProblems } from './models-by-intent.ts'
import { type PartName, toBytes } from './parts.ts'
import { requiredResponses } from './required-responses.ts'
import { silenceProblems, silenceResponses } from './silence.ts'
import { type AssistantSource, filesOf, hashFiles, textOf } from './source.ts'
import { trainingData } from './training-data.ts'

/** Whose code makes a part: a part of older code is not taken for current. */
const madeBy: Record<PartName, string> = {
  config: 'assistant',
  intents: 'assistant',
  flows: 'dialogue',
  responses: 'responses',
  knowledge: 'knowledge',
  understanding: 'understanding',
  tools: 'assistant',
  prompts: 'assistant',
}

/** Variables that every response has. */
const alwaysThere = ['customer', 'settings', 'today']

/** Nobody looks. */
const untold: Progress = () => {}

export interface Part {
  /** Of everything it is made from. */
  hash: string
  /** Makes it: understanding and knowledge in a thread of their own, which takes seconds; the others are written out. */
  make(onProgress?: Progress): Uint8Array | Promise<Uint8Array>
}

export interface CompiledAssistant {
  config: AssistantConfig
  intents: IntentDefinition[]
  flows: CompiledFlows
  parts: Record<PartName, Part>
  problems: Problem[]
}

/**
 * Checks an assistant folder as a whole and says how each part of its release is made. Nothing is trained yet. With errors among the
 * problems the parts must not be used.
 */
export async function compileAssistant(
  source: AssistantSource,
  tools: ToolSet,
  workshop: Workshop,
): Promise<CompiledAssistant> {
  const problems: Problem[] = [...(source.problems ?? [])]
  const keep = <T extends { problems: Problem[] }>(result: T): T => {
    problems.push(...result.problems)
    return result
  }
  const { config } = keep(readConfig(source))
  const isConfigRight = !problems.some(({ severity, file }) => severity === 'error' && file === 'assistant.yaml')
  problems.push(...(tools.warnings ?? []), ...silenceProblems(config.silence, config.sessions.idle_after_minutes))
  const { entities } = keep(readEntities(filesOf(source, 'entities')))
  const entityNames = new Set(entities.map((entity) => entity.name))
  const { definitions, training } = keep(readIntents(filesOf(source, 'intents'), entityNames))
  // Articles say for which language they are where it is not the assistant's first; any region of that reads them.
  const language = (config.languages[0] ?? 'en').split('-')[0]
  const { documents } = keep(await readDocumentsInSlices(filesOf(source, 'knowledge'), language))
  const { prompts } = keep(readPrompts(filesOf(source, 'prompts')))
  const declared: Declared = {
    compileExpression: conditionProblem,
    always: alwaysThere,
    variables: (name) =>
      Object.hasOwn(builtInResponses, name) ? Object.keys(builtInResponses[name as BuiltInResponse].variables) : null,
  }
  const written = keep(compileResponses(filesOf(source, 'responses'), declared)).responses
  // What the assistant does not word itself, the engine says in its own words.
  const defaults = defaultResponses(config.languages, written.has)
  const { responses } = compileResponses([...filesOf(source, 'responses'), defaults], declared)
  const ofModels = modelToolFlows(config, tools, entityNames)
  const { flows, problems: inFlows } = compileFlows([...filesOf(source, 'flows'), ...ofModels.files], {
    tools: toolFacts(withBuiltInTools(tools, config.identity)),
    responses: responses.uses(),
    responseVariables: alwaysThere,
    entities: entityNames,
    intents: new Set(definitions.map((definition) => definition.name)),
    verification: config.verification ?? null,
    responsesFile: 'responses/built-in.yaml',
  })
  // With the stand-in for a wrong assistant.yaml, forty flows lack the verification that is named there: one mistake is told as one.
  if (isConfigRight)
    problems.push(
      ...identityProblems(tools, config.identity),
      ...ofModels.problems,
      ...inFlows,
      ...repairProblems(config, flows),
      ...byIntentProblems(config.models, definitions),
    )
  const wanted = [
    ...requiredResponses,
    ...silenceResponses(config.silence),
    ...definitions.flatMap(({ response }) => response ?? []),
  ]
  // The engine's own responses are checked with the flows.
  for (const name of new Set(wanted)) {
    if (responses.has(name)) continue
    problems.push({
      file: 'responses/built-in.yaml',
      line: null,
      column: null,
      message: `The response "${name}" has no wording.`,
      suggestion: 'Add it to a file in responses/.',
      severity: 'error',
    })
  }

  const encoder = await encoderIdentity(config, workshop, problems)
  /** `settings`: what the part takes from assistant.yaml; left out: all of it. */
  const named = (part: PartName, contents: string[], settings = textOf(source, 'assistant.yaml') ?? '') =>
    `sha256-${hashFiles(
      contents.flatMap((content) => filesOf(source, content)),
      part,
      codeVersion(madeBy[part]),
      settings,
    )}`
  // What takes seconds to make is made anew only for what it is made from: not for a threshold, a price, or the date of an article.
  const spoken = JSON.stringify([config.languages, config.encoder])
  // What customers say and what they ask that is none of the shop's business teaches the index when to say that it does not know.
  const speaks = new Set(
    definitions.filter(({ command, name }) => command === null && !isOutOfScope(name)).map(({ name }) => name),
  )
  const knowledge = (onProgress: Progress = untold): Promise<Uint8Array> =>
    workshop.make(
      {
        kind: 'knowledge',
        documents,
        options: {
          locale: config.languages[0] ?? 'en',
          utterances: training
            .filter(({ name }) => speaks.has(name))
            .map(({ name, examples }) => ({ name, texts: examples.map(({ text }) => text) })),
          outside: training
            .filter(({ name }) => isOutOfScope(name))
            .flatMap(({ examples }) => examples.map(({ text }) => text)),
        },
        encoder: config.encoder,
      },
      onProgress,
    )
  const data = trainingData(config, training, entities, documents)
  const understanding = (onProgress: Progress = untold): Promise<Uint8Array> =>
    workshop.make(
      {
        kind: 'understanding',
        data,
        seed: 'parley',
        encoder: config.encoder,
      },
      onProgress,
    )
  // The encoder is not a file of the folder; a new one makes new vectors.
  const readWith = encoder === null ? '' : `-${encoder.replaceAll(/[^a-z0-9]+/gi, '-')}`
  const parts: Record<PartName, Part> = {
    config: { hash: named('config', []), make: () => toBytes(config) },
    intents: { hash: named('intents', ['intents']), make: () => toBytes(definitions) },
    // Flows are checked against everything they name, so any of these makes them new.
    flows: {
      hash: `${named('flows', ['flows', 'responses', 'entities', 'intents', 'tools'])}${ofModels.files.map(({ text }) => `-${markOf(text)}`).join('')}`,
      make: () => toBytes(flows),
    },
    responses: {
      hash: `${named('responses', ['responses'])}-${markOf(defaults.text)}`,
      make: () => toBytes(responses.toJson()),
    },
    knowledge: { hash: `${named('knowledge', ['knowledge', 'intents'], spoken)}${readWith}`, make: knowledge },
    understanding: {
      hash: `${named('understanding', ['intents', 'entities'], `${spoken}${data.vocabulary.join(' ')}`)}${readWith}`,
      make: understanding,
    },
    tools: {
      hash: `sha256-${hashFiles([...filesOf(source, 'tools'), { file: 'tools.ts', text: textOf(source, 'tools.ts') ?? '' }], 'tools')}`,
      make: () => toBytes({ tools: [...tools.keys()] }),
    },
    prompts: {
      // The built-in prompts are files of ours: a better wording of one is another release.
      hash: `sha256-${hashFiles(filesOf(source, 'prompts'), 'prompts', JSON.stringify(builtInPrompts()))}`,
      make: () => toBytes(prompts),
    },
  }
  return { config, intents: definitions, flows, parts, problems }
}

/** Null without an encoder; a named one that cannot work is a problem of assistant.yaml. */
async function encoderIdentity(
  config: AssistantConfig,
  { encoders }: Workshop,
  problems: Problem[],
): Promise<string | null> {
  try {
    return await encoders.identity(config.encoder)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    problems.push({
      file: 'assistant.yaml',
      line: null,
      column: null,
      message: error.message,
      suggestion: null,
      severity: 'error',
    })
    return null
  }
}

/** A repair names a flow that is there, and that can begin without the customer saying more. */
function repairProblems(config: AssistantConfig, flows: CompiledFlows): Problem[] {
  return Object.entries(config.repairs).flatMap(([repair, name]) => {
    const isThere = Object.hasOwn(flows.flows, name)
    if (isThere && name !== flows.verification) return []
    return {
      file: 'assistant.yaml',
      line: null,
      column: null,
      message: isThere
        ? `repairs: ${repair} cannot be the verification flow "${name}".`
        : `repairs: ${repair} names the flow "${name}", which does not exist.`,
      suggestion: isThere ? null : nearestName(name, Object.keys(flows.flows)),
      severity: 'error' as const,
    }
  })
}

function toolFacts(tools: ToolSet): Map<string, ToolFacts> {
  return new Map([...tools].map(([name, tool]) => [name, tool.facts]))
}
