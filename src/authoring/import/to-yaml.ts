import { stringify } from 'yaml'
import type { Imported, ImportedEntity, ImportedExample } from './imported.ts'

/** Bytes that one file of intents may grow to; an assistant folder takes files up to 2 MB. */
const fileBytes = 1_500_000

/** The files of an assistant folder that say the same: intents by the first part of their name, entities in one file. */
export function toYaml(
  { intents, entities }: Pick<Imported, 'intents' | 'entities'>,
  from: string,
): { file: string; text: string }[] {
  const groups = new Map<string, [string, ImportedExample[]][]>()
  for (const entry of intents) {
    if (entry[1].length === 0) continue
    const [group, ...rest] = entry[0].split('/')
    const name = rest.length === 0 ? 'imported' : (group as string)
    groups.set(name, [...(groups.get(name) ?? []), entry])
  }
  const files = [...groups].flatMap(([name, entries]) =>
    inParts(entries).map((part, i) => ({
      file: `intents/${name}${i === 0 ? '' : `-${i + 1}`}.yaml`,
      text: written(from, {
        intents: Object.fromEntries(part.map(([intent, examples]) => [intent, { examples: examples.map(marked) }])),
      }),
    })),
  )
  if (entities.size > 0) {
    const value = { entities: Object.fromEntries([...entities].map(([name, entity]) => [name, entityFile(entity)])) }
    files.push({ file: 'entities/imported.yaml', text: written(from, value) })
  }
  return files
}

const written = (from: string, value: unknown) =>
  `# Imported from ${from.replace(/\s+/g, ' ')}.\n${stringify(value, { lineWidth: 0 })}`

function inParts(entries: readonly [string, ImportedExample[]][]): [string, ImportedExample[]][][] {
  const parts: [string, ImportedExample[]][][] = [[]]
  let bytes = 0
  for (const entry of entries) {
    const size = entry[1].reduce((sum, { text }) => sum + 2 * text.length + 20, 0)
    if (bytes + size > fileBytes && bytes > 0) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(entry)
    bytes += size
  }
  return parts
}

/** The text with `[words](entity:role){"value": …}`; a bracket that is meant as one gets a backslash. */
export function marked({ text, marks }: ImportedExample): string {
  let result = ''
  let at = 0
  for (const { start, end, entity, role, value } of [...marks].sort((a, b) => a.start - b.start)) {
    // Marks cannot overlap: the first one stays.
    if (start < at) continue
    result += `${literal(text.slice(at, start))}[${text.slice(start, end)}](${role === undefined ? entity : `${entity}:${role}`})`
    if (value !== undefined) result += JSON.stringify({ value })
    at = end
  }
  return result + literal(text.slice(at))
}

const literal = (text: string) => text.replace(/\\(?=[\\[])|\[/g, '\\$&')

/** One without anything stays a definition: its values are learnt from the marks. */
function entityFile({ patterns, values, builtIn }: ImportedEntity): Record<string, unknown> {
  return {
    ...(builtIn !== undefined && { built_in: builtIn }),
    ...(patterns.length > 0 && { patterns }),
    ...(values.size > 0 && {
      list: [...values].map(([value, synonyms]) => (synonyms.size === 0 ? value : { value, synonyms: [...synonyms] })),
    }),
  }
}
