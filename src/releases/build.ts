import { createHash } from 'node:crypto'
import {
  type AssistantSource,
  type CompiledAssistant,
  compileAssistant,
  type PartName,
  partNames,
  type Workshop,
} from '#assistant/index.ts'
import type { Clock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import { canonicalJson } from '#domain/json.ts'
import { type Problem, problemText } from '#domain/problem.ts'
import type { ReadingOptions } from '#knowledge/index.ts'
import type { ReleaseManifest, ReleaseStore } from '#ports/release-store.ts'
import type { ToolSet } from '#tools/index.ts'

export interface BuildDependencies {
  store: ReleaseStore
  clock: Clock
  tools: ToolSet
  workshop: Workshop
  onProgress?: (done: number, total: number, what: string) => void
  /** Keeps each state of the knowledge that a release is made of, to return to. */
  knowledgeVersions?: { keep(nowMs: number): Promise<unknown> }
  /** How knowledge in other formats than Markdown is read. */
  reading?: ReadingOptions
}

export interface BuiltRelease {
  release: ReleaseId
  /** Parts that had to be made; none where the folder is unchanged. */
  made: PartName[]
  warnings: Problem[]
}

/** Problems shown at once: the first ones are usually the cause of the rest. */
const problemsShown = 20

/**
 * Makes the release of an assistant folder, or finds it: a part is named by the hash of what it is made from, so an unchanged folder
 * trains nothing, and an article's typo makes one new part. Throws `assistant.invalid`; the live release stays.
 */
export async function buildRelease(
  source: AssistantSource,
  tenant: TenantId,
  deps: BuildDependencies,
): Promise<BuiltRelease> {
  const { store, clock, tools, onProgress } = deps
  const compiled = await compileAssistant(source, tools, deps.workshop)
  const errors = compiled.problems.filter((problem) => problem.severity === 'error')
  if (errors.length > 0) throw invalid(errors)
  const made = await storeParts(compiled, tenant, store, onProgress)
  const parts = Object.fromEntries(partNames.map((name) => [name, compiled.parts[name].hash]))
  const release = releaseOf(compiled.config.name, parts)
  const manifest: ReleaseManifest = { release, assistant: compiled.config.name, parts, createdAtMs: clock.now() }
  await store.putManifest(tenant, manifest)
  return { release, made, warnings: compiled.problems.filter((problem) => problem.severity === 'warning') }
}

/** A release is named by what it consists of. */
export const releaseOf = (assistant: string, parts: Record<string, string>): ReleaseId =>
  `rl_${createHash('sha256').update(canonicalJson({ assistant, parts })).digest('hex').slice(0, 24)}` as ReleaseId

async function storeParts(
  compiled: CompiledAssistant,
  tenant: TenantId,
  store: ReleaseStore,
  onProgress: BuildDependencies['onProgress'],
): Promise<PartName[]> {
  const made = new Set<PartName>()
  // Side by side: understanding and knowledge have a thread each, and take seconds.
  await Promise.all(
    partNames.map(async (name) => {
      const part = compiled.parts[name]
      if (await store.hasPart(tenant, part.hash)) return
      const bytes = await part.make(onProgress)
      await store.putPart(tenant, part.hash, name, bytes)
      made.add(name)
    }),
  )
  return partNames.filter((name) => made.has(name))
}

export function invalid(errors: readonly Problem[]) {
  const shown = errors.slice(0, problemsShown).map((problem) => `  ${problemText(problem)}`)
  if (errors.length > shown.length) shown.push(`  … and ${errors.length - shown.length} more`)
  return appError('assistant.invalid', { count: errors.length, problems: shown.join('\n') })
}
