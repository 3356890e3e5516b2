import {
  type AssistantRuntime,
  assembleRuntime,
  type PartName,
  partNames,
  type RuntimeSurroundings,
  toBytes,
} from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import { builtInPrompts } from '#language-models/index.ts'
import type { ReleaseStore } from '#ports/release-store.ts'

/** What stands for a part in releases of before there was one: an old release goes on as it was. */
const laterParts: Partial<Record<PartName, () => Uint8Array>> = { prompts: () => toBytes(builtInPrompts()) }

/** Reads a release's parts and makes them ready to run. Throws `release.unknown`. */
export async function loadRelease(
  store: ReleaseStore,
  tenant: TenantId,
  release: ReleaseId,
  surroundings: RuntimeSurroundings,
): Promise<AssistantRuntime> {
  const manifest = await store.manifest(tenant, release)
  if (manifest === null) throw appError('release.unknown', { release })
  const parts = {} as Record<PartName, Uint8Array>
  for (const name of partNames) {
    const hash = manifest.parts[name]
    const bytes = hash === undefined ? (laterParts[name]?.() ?? null) : await store.part(tenant, hash)
    if (bytes === null) throw appError('release.unknown', { release: `${release} (its part "${name}" is missing)` })
    parts[name] = bytes
  }
  return await assembleRuntime(release, parts, surroundings)
}
