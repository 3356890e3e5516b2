import { type AssistantRuntime, assembleRuntime, type PartName, partNames } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import type { ReleaseStore } from '#ports/release-store.ts'
import type { ToolSet } from '#tools/index.ts'

/** Reads a release's parts and makes them ready to run. Throws `release.unknown`. */
export async function loadRelease(
  store: ReleaseStore,
  tenant: TenantId,
  release: ReleaseId,
  tools: ToolSet,
  environment: Record<string, string | undefined>,
): Promise<AssistantRuntime> {
  const manifest = await store.manifest(tenant, release)
  if (manifest === null) throw appError('release.unknown', { release })
  const parts = {} as Record<PartName, Uint8Array>
  for (const name of partNames) {
    const hash = manifest.parts[name]
    const bytes = hash === undefined ? null : await store.part(tenant, hash)
    if (bytes === null) throw appError('release.unknown', { release: `${release} (its part "${name}" is missing)` })
    parts[name] = bytes
  }
  return assembleRuntime(release, parts, tools, environment)
}
