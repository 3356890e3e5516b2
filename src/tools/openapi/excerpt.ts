import type { Json, JsonObject } from '#domain/json.ts'
import { isObject, pointed } from '../json-schema/self-contained.ts'
import type { OpenApiDocument } from './document.ts'

/**
 * The document with these operations alone and what they refer to: of an API with a thousand operations the four that are tools, so that a
 * change elsewhere in it is no change of the assistant.
 */
export function excerptOf({ value, operations }: OpenApiDocument, wanted: ReadonlySet<string>): JsonObject {
  const paths: JsonObject = {}
  for (const { id, method, path, operation } of operations.values()) {
    if (!wanted.has(id)) continue
    const whole = isObject(value.paths) ? value.paths[path] : undefined
    const shared = isObject(whole) && whole.parameters !== undefined ? { parameters: whole.parameters } : {}
    const item = isObject(paths[path]) ? paths[path] : shared
    paths[path] = { ...item, [method]: operation }
  }
  const components: JsonObject = {}
  const schemes = isObject(value.components) ? value.components.securitySchemes : undefined
  if (schemes !== undefined) components.securitySchemes = schemes
  const seen = new Set<string>()
  const waiting = refsIn(paths)
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (seen.has(ref)) continue
    seen.add(ref)
    const [, kind, name] = /^#\/components\/([^/]+)\/([^/]+)/.exec(ref) ?? []
    // Anything else (a reference into another operation) is told when the excerpt is read.
    if (kind === undefined || name === undefined) continue
    const target = pointed(value, `#/components/${kind}/${name}`)
    const group = isObject(components[kind]) ? components[kind] : {}
    components[kind] = { ...group, [name.replaceAll('~1', '/').replaceAll('~0', '~')]: target }
    waiting.push(...refsIn(target))
  }
  const { openapi = '3.1.0', info = {} } = value
  return { openapi, info, ...(value.security !== undefined && { security: value.security }), paths, components }
}

function refsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  )
}
