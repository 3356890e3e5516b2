import type { AuthoredData } from '#assistant/index.ts'
import type { IntentName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import type { Encoder } from '#ports/encoder.ts'
import { isOutOfScope } from '#understanding/index.ts'
import { type CrossValidation, crossValidate, type Progress } from '../cross-validation.ts'
import { type Place, type PlacedExample, placedExamples } from '../examples.ts'
import { denseIndex, encodeAll, rememberingEncoder, sparseIndex, sparseVectors } from '../vectors.ts'
import { checkAlike, pairErrors } from './alike.ts'
import { type Finding, type FindingKind, findingKinds } from './finding.ts'
import { checkLabels, type FindNeighbours } from './labels.ts'
import { checkMarks } from './marks.ts'
import { checkOutliers } from './outliers.ts'
import { checkThin } from './thin.ts'
import { checkWords } from './words.ts'

export type { Finding } from './finding.ts'

export interface CheckOptions {
  seed: string
  folds?: number
  encoder?: Encoder | null
  /** Only what can be seen in the texts: no model is trained. */
  quick?: boolean
  onProgress?: Progress
}

export interface Check {
  /** What is worst first, by file and line within a kind. */
  findings: Finding[]
  intents: number
  examples: number
  /** Null where nothing was trained: with `quick`, with errors in the files, with fewer than two intents. */
  crossValidation: Omit<CrossValidation, 'readings'> | null
}

/**
 * Looks for what is wrong with an assistant's training data. Trains `folds` models unless `quick`, and not at all where the files have
 * errors: what would be trained on is not what was meant.
 */
export async function checkTrainingData(authored: AuthoredData, options: CheckOptions): Promise<Check> {
  const { data, places, problems } = authored
  const examples = placedExamples(authored)
  const placeOf = (intent: IntentName): Place => {
    const found = places.get(intent)
    return { file: found?.file ?? '', line: found?.line ?? null }
  }
  const findings = [...problems.flatMap(fromProblem), ...checkWords(examples)]
  findings.push(...checkThin(data.intents, countDistinct(examples), placeOf))
  const inScope = data.intents.filter(({ name, examples }) => examples.length > 1 && !isOutOfScope(name))
  const isTrainable = !problems.some(({ severity }) => severity === 'error') && inScope.length > 1
  let crossValidation: Check['crossValidation'] = null
  if (!options.quick && isTrainable) {
    const encoder = options.encoder ? rememberingEncoder(options.encoder) : null
    const { readings, ...measured } = await crossValidate(data, examples, { ...options, encoder })
    crossValidation = measured
    const rules = new Set(
      data.entities.filter(({ patterns, list, builtIn }) => patterns ?? list ?? builtIn).map(({ name }) => name),
    )
    findings.push(
      ...checkLabels(examples, readings, await neighboursAmong(examples, encoder)),
      ...checkAlike(pairErrors(examples, readings), placeOf),
      ...checkOutliers(examples, readings),
      ...checkMarks(
        examples,
        rules,
        ({ index }) => readings[index]?.entities.filter(({ source }) => source !== 'learned') ?? [],
      ),
    )
  }
  return { findings: sorted(findings), intents: data.intents.length, examples: examples.length, crossValidation }
}

/** By meaning where there is an encoder, else by words. */
async function neighboursAmong(examples: readonly PlacedExample[], encoder: Encoder | null): Promise<FindNeighbours> {
  const texts = examples.map(({ text }) => text)
  const others = (example: PlacedExample) => (index: number) => examples[index]?.normal !== example.normal
  if (encoder !== null) {
    const vectors = await encodeAll(encoder, texts)
    const index = denseIndex(vectors)
    return (example, most) => index.nearest(vectors[example.index] as Float32Array, most, others(example))
  }
  const vectorOf = sparseVectors(texts)
  const index = sparseIndex(texts.map(vectorOf))
  return (example, most) => index.nearest(vectorOf(example.text), most, others(example))
}

/** What loading says, as findings. Its own warnings about examples are left out: those are checked here with all of them in view. */
function fromProblem({ file, line, message, suggestion, severity }: Problem): Finding[] {
  const kind = kindOf(message)
  if (kind === null) return []
  return [
    {
      kind,
      severity,
      place: { file, line },
      intent: null,
      message,
      advice: suggestion ?? advice[kind] ?? 'Mend the file.',
      related: [],
      certainty: 1,
    },
  ]
}

function kindOf(message: string): FindingKind | null {
  if (message.includes('hardly be recognised') || message.includes(' and under "')) return null
  if (message.startsWith('In an example of')) return 'broken-mark'
  if (message.startsWith('There is no entity')) return 'unknown-entity'
  if (message.startsWith('This pattern')) return 'refused-pattern'
  return 'broken-file'
}

const advice: Partial<Record<FindingKind, string>> = {
  'broken-mark': 'Write [words](entity), or put a backslash before a bracket that is meant as one.',
  'unknown-entity': 'Define it in a file in entities/, or correct its name.',
  'refused-pattern': 'Write it so that it cannot run long.',
}

function countDistinct(examples: readonly PlacedExample[]): Map<IntentName, number> {
  const texts = new Map<IntentName, Set<string>>()
  for (const { intent, normal } of examples)
    if (normal !== '') texts.set(intent, (texts.get(intent) ?? new Set()).add(normal))
  return new Map([...texts].map(([intent, distinct]) => [intent, distinct.size]))
}

const severities = { error: 0, warning: 1, hint: 2 }

function sorted(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severities[a.severity] - severities[b.severity] ||
      findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind) ||
      (a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : 0) ||
      (a.place.line ?? 0) - (b.place.line ?? 0),
  )
}
