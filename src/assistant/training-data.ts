import type { IntentName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import { type KnowledgeDocument, readDocuments } from '#knowledge/index.ts'
import type { EntityDefinition, TrainingData, TrainingIntent } from '#understanding/index.ts'
import { type AssistantConfig, readConfig } from './config.ts'
import { type IntentPlaces, readEntities, readIntents } from './content.ts'
import { type AssistantSource, filesOf } from './source.ts'

/** What understanding is trained on. */
export const trainingData = (
  { languages }: AssistantConfig,
  intents: TrainingIntent[],
  entities: EntityDefinition[],
  documents: readonly KnowledgeDocument[],
): TrainingData => ({
  intents,
  entities,
  vocabulary: vocabularyOf(documents),
  languages: languages.map((tag) => tag.split('-')[0] ?? tag),
})

/** Characters of articles from which a word that comes again and again says nothing more: it would be millions of words. */
const largeCharacters = 2_000_000
const ofOneWord = 50

/** The words of the articles as often as they stand there, without the addresses of links. */
function vocabularyOf(documents: readonly KnowledgeDocument[]): string[] {
  const isLarge = documents.reduce((sum, { body }) => sum + body.length, 0) > largeCharacters
  const counts = new Map<string, number>()
  const vocabulary: string[] = []
  for (const { body } of documents)
    for (const word of body.replace(/\]\(<?https?:[^)\s]*\)/g, ']').match(/[\p{L}']{3,}/gu) ?? []) {
      const count = (counts.get(word) ?? 0) + 1
      counts.set(word, count)
      if (!isLarge || count <= ofOneWord) vocabulary.push(word)
    }
  return vocabulary
}

/** An assistant folder's training data with the lines it stands on, for the tools of its authors. */
export interface AuthoredData {
  config: AssistantConfig
  data: TrainingData
  /** For every intent of `data`, in the order of its examples. */
  places: ReadonlyMap<IntentName, IntentPlaces>
  /** What loading the folder says of assistant.yaml, intents and entities. Files with a wrong shape are not in `data`. */
  problems: Problem[]
}

/** Reads what understanding is trained on, and nothing else of the folder: it may have errors elsewhere. */
export function readAuthoredData(source: AssistantSource): AuthoredData {
  const { config, problems: inConfig } = readConfig(source)
  const { entities, problems: inEntities } = readEntities(filesOf(source, 'entities'))
  const names = new Set(entities.map(({ name }) => name))
  const { training, places, problems: inIntents } = readIntents(filesOf(source, 'intents'), names)
  const { documents } = readDocuments(filesOf(source, 'knowledge'), (config.languages[0] ?? 'en').split('-')[0])
  return {
    config,
    data: trainingData(config, training, entities, documents),
    places,
    problems: [...inConfig, ...inEntities, ...inIntents],
  }
}
