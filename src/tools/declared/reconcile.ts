import { canonicalJson, type Json } from '#domain/json.ts'
import { at, drawn, type Sources } from './mapping.ts'
import type { Answer } from './operation.ts'
import type { Reconcile } from './schema.ts'

export type FoundEffect = { kind: 'happened'; value: Json } | { kind: 'did-not-happen' } | { kind: 'unknown' }

const unknown: FoundEffect = { kind: 'unknown' }
const absentByDefault = ['404']

/** What the query's answer says of the call. Anything that is not plainly yes or no is `unknown`. */
export function reconciled(declaration: Reconcile, answer: Answer, from: Sources): FoundEffect {
  if (answer.kind === 'failed') return unknown
  if (answer.kind === 'problem') {
    const absent = declaration.absent ?? absentByDefault
    return answer.codes.some((code) => absent.includes(code)) ? { kind: 'did-not-happen' } : unknown
  }
  if (declaration.happened !== undefined) {
    const said = at(answer.value, declaration.happened)
    if (said === false) return { kind: 'did-not-happen' }
    if (said !== true) return unknown
  }
  if (declaration.find === undefined) return happened(declaration, answer.value)
  const { in: path, where } = declaration.find
  const list = path === undefined ? answer.value : at(answer.value, path)
  if (!Array.isArray(list)) return unknown
  const wanted = Object.entries(where).map(([field, source]) => [field, drawn(source, from)] as const)
  // A condition that cannot be filled in would match nothing, which is no proof.
  if (wanted.some(([, value]) => value === undefined)) return unknown
  const entry = list.find((one) =>
    wanted.every(([field, value]) => canonicalJson(at(one, field) ?? null) === canonicalJson(value)),
  )
  return entry === undefined ? { kind: 'did-not-happen' } : happened(declaration, entry)
}

function happened({ result }: Reconcile, value: Json): FoundEffect {
  if (result === undefined) return { kind: 'happened', value }
  if (typeof result === 'string') {
    const found = at(value, result)
    return found === undefined ? unknown : { kind: 'happened', value: found }
  }
  const parts = Object.entries(result).map(([name, path]) => [name, at(value, path) ?? null] as const)
  return { kind: 'happened', value: Object.fromEntries(parts) }
}
