import type { PartName } from '#assistant/index.ts'
import { readAssistantFolder } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import { type BuildDependencies, buildRelease } from './build.ts'
import { loadRelease } from './load.ts'
import { smokeGate } from './smoke-gate.ts'

export interface Prepared {
  release: ReleaseId
  /** Parts that had to be made. */
  made: PartName[]
  warnings: Problem[]
  /** Whether it became live now. */
  promoted: boolean
}

/**
 * Makes sure that the release of a folder is built, has passed the smoke gate and is live. An unchanged folder does nothing.
 * Throws `assistant.invalid`, `release.gate-failed`; what was live stays live.
 */
export async function prepareRelease(
  folder: string,
  tenant: TenantId,
  deps: BuildDependencies & { environment: Record<string, string | undefined> },
): Promise<Prepared> {
  const { store, clock, tools, environment, workshop } = deps
  const source = await readAssistantFolder(folder, undefined, deps.reading)
  await deps.knowledgeVersions?.keep(clock.now())
  const { release, made, warnings } = await buildRelease(source, tenant, deps)
  if ((await store.live(tenant)) === release) return { release, made, warnings, promoted: false }
  const known = await store.manifest(tenant, release)
  if (known?.gate?.passed !== true) {
    const runtime = await loadRelease(store, tenant, release, { tools, environment, encoders: workshop.encoders })
    const gate = await smokeGate(runtime, source, clock.now())
    await store.recordGate(tenant, release, {
      passed: gate.passed,
      report: { checks: gate.checks, failures: gate.failures },
    })
    if (!gate.passed) throw appError('release.gate-failed', { release, failed: gate.failures.slice(0, 5).join('; ') })
  }
  await store.makeLive(tenant, release, 'start', false, clock.now())
  return { release, made, warnings, promoted: true }
}
