import { compileAssistant, readAssistantFolder } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import type { KnowledgeSource } from '#knowledge/index.ts'
import type { ReleaseManifest } from '#ports/release-store.ts'
import { type BuildDependencies, invalid, releaseOf } from './build.ts'
import { loadRelease } from './load.ts'
import { smokeGate } from './smoke-gate.ts'

export interface PreparedKnowledge {
  release: ReleaseId
  /** Whether it became live now; not where nothing had changed, or where another release became live meanwhile. */
  promoted: boolean
  /** What was left out, and what was said of the rest. */
  problems: Problem[]
  sources: KnowledgeSource[]
}

/**
 * Makes the live release with the knowledge that the folder has now, passes it through the smoke gate and makes it live. Everything else
 * stays as it is live, so nothing is trained; an article that cannot be read is left out and told. Throws `assistant.invalid` for errors
 * elsewhere in the folder, `release.gate-failed`, `release.unknown` where nothing is live.
 */
export async function prepareKnowledge(
  folder: string,
  tenant: TenantId,
  deps: BuildDependencies & { environment: Record<string, string | undefined> },
): Promise<PreparedKnowledge> {
  const { store, clock, tools, environment, workshop } = deps
  const live = await store.live(tenant)
  const base = live === null ? null : await store.manifest(tenant, live)
  if (base === null) throw appError('release.unknown', { release: 'live' })
  const read = await readAssistantFolder(folder, undefined, deps.reading)
  await deps.knowledgeVersions?.keep(clock.now())
  const first = await compileAssistant(read, tools, workshop)
  const isError = ({ severity }: Problem) => severity === 'error'
  const broken = new Set(
    first.problems.filter(isError).flatMap(({ file }) => (file.startsWith('knowledge/') ? [file] : [])),
  )
  const source = { ...read, files: read.files.filter(({ file }) => !broken.has(file)), problems: [] }
  const compiled = broken.size === 0 ? first : await compileAssistant(source, tools, workshop)
  const errors = compiled.problems.filter(isError).filter(({ file }) => !file.startsWith('knowledge/'))
  if (errors.length > 0) throw invalid(errors)

  const { hash, make } = compiled.parts.knowledge
  if (!(await store.hasPart(tenant, hash))) await store.putPart(tenant, hash, 'knowledge', await make(deps.onProgress))
  const parts = { ...base.parts, knowledge: hash }
  const release = releaseOf(base.assistant, parts)
  const done = { release, problems: first.problems, sources: read.knowledge ?? [] }
  if (release === live) return { ...done, promoted: false }
  const manifest: ReleaseManifest = { release, assistant: base.assistant, parts, createdAtMs: clock.now() }
  await store.putManifest(tenant, manifest)
  if ((await store.manifest(tenant, release))?.gate?.passed !== true) {
    const runtime = await loadRelease(store, tenant, release, { tools, environment, encoders: workshop.encoders })
    const gate = await smokeGate(runtime, source, clock.now())
    const report = { checks: gate.checks, failures: gate.failures }
    await store.recordGate(tenant, release, { passed: gate.passed, report })
    if (!gate.passed) throw appError('release.gate-failed', { release, failed: gate.failures.slice(0, 5).join('; ') })
  }
  // Somebody trained meanwhile: what they made is newer in everything else.
  if ((await store.live(tenant)) !== live) return { ...done, promoted: false }
  await store.makeLive(tenant, release, 'knowledge', false, clock.now())
  return { ...done, promoted: true }
}
