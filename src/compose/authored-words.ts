import { filesOf, readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { Example } from '#quality/index.ts'

/** What the examples of an assistant folder say, by intent, and how values of each entity type are written in them. Throws `assistant.missing`. */
export async function authoredWords(
  folder: string,
): Promise<{ examples: ReadonlyMap<string, readonly Example[]>; known: ReadonlyMap<string, readonly string[]> }> {
  const source = await readAssistantFolder(folder)
  if (filesOf(source, 'intents').length === 0) throw appError('assistant.missing', { folder })
  const known = new Map<string, string[]>()
  const examples = new Map<string, Example[]>()
  for (const { name, examples: lines } of readAuthoredData(source).data.intents) {
    examples.set(
      name,
      lines.map(({ text, entities }) => ({ text, entities: entities ?? [] })),
    )
    for (const { text, entities } of lines)
      for (const { type, start, end } of entities ?? [])
        known.set(type, [...(known.get(type) ?? []), text.slice(start, end)])
  }
  return { examples, known }
}
