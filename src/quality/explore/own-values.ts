import type { Json } from '#domain/json.ts'
import type { BackEndState } from '../scenarios/index.ts'

/** Entity type → how values of it are written. */
export type Values = ReadonlyMap<string, readonly string[]>

/** Letters and digits as they stand: "MF-104233" and "MF-100001" have one shape, an e-mail address another. */
export function shapeOf(text: string): string {
  if (/^\S+@\S+\.\S+$/.test(text)) return 'address@host'
  return text.replaceAll(/\p{L}+/gu, 'a').replaceAll(/\d/g, '9')
}

/** Shapes with digits tell a type; words could be anything. */
const tells = (shape: string): boolean => /[9@]/.test(shape)

/**
 * What of a customer's records they could name: texts in rows that belong to them, and in rows that belong to those (their orders' items),
 * by the entity types whose known values are written alike.
 */
export function ownValues(customer: string, state: BackEndState, known: Values): Values {
  const typesByShape = new Map<string, Set<string>>()
  for (const [type, texts] of known)
    for (const shape of new Set(texts.map(shapeOf)))
      if (tells(shape)) typesByShape.set(shape, (typesByShape.get(shape) ?? new Set()).add(type))
  const found = new Map<string, Set<string>>()
  const note = (type: string, text: string) => found.set(type, (found.get(type) ?? new Set()).add(text))
  const words = new Map([...known].flatMap(([type, texts]) => texts.map((text) => [text.toLowerCase(), type] as const)))
  for (const text of textsOf(customer, state)) {
    for (const type of typesByShape.get(shapeOf(text)) ?? []) note(type, text)
    const type = words.get(text.toLowerCase())
    if (type !== undefined) note(type, text)
  }
  return new Map([...found].map(([type, texts]) => [type, [...texts]]))
}

function textsOf(customer: string, state: BackEndState): Set<string> {
  const rows = Object.values(state).flat()
  const has = (row: Record<string, Json>, keys: ReadonlySet<string>) =>
    Object.values(row).some((value) => typeof value === 'string' && keys.has(value))
  const direct = rows.filter((row) => has(row, new Set([customer])))
  const keys = new Set(direct.flatMap((row) => firstText(row)))
  keys.delete(customer)
  const further = rows.filter((row) => has(row, keys))
  const texts = [...direct, ...further].flatMap((row) =>
    Object.values(row).filter((value) => typeof value === 'string'),
  )
  return new Set(texts)
}

const firstText = (row: Record<string, Json>): string[] => {
  const [first] = Object.values(row)
  return typeof first === 'string' ? [first] : []
}
