import { createRequire } from 'node:module'

/** What we use of `@nlpjs/basic`, which has no types. */
interface Basic {
  containerBootstrap(): Promise<{ use(plugin: unknown): void }>
  Nlp: new (settings: object) => Nlp
  LangEn: unknown
}

interface Nlp {
  addDocument(locale: string, utterance: string, intent: string): void
  addNerRuleOptionTexts(locale: string, name: string, option: string, texts: string[]): void
  train(): Promise<unknown>
  process(locale: string, utterance: string): Promise<Processed>
  export(): string
  import(model: string): void
}

interface Processed {
  intent: string
  classifications: { intent: string; score: number }[]
  entities: { start: number; end: number; entity: string }[]
  sentiment: { score: number; vote: 'positive' | 'negative' | 'neutral' }
}

/** The name that it has for what belongs to no intent. */
const none = 'None'

export interface PeerReading {
  /** The first intent that is not None: as ours is read. */
  intent: string
  /** The score of None. */
  outOfScope: number
}

/** nlp.js with its defaults: the English plug-in, its stemmer, its neural classifier, no network and no files. */
export async function openPeer(settings: object = {}) {
  const { containerBootstrap, LangEn, Nlp } = createRequire(import.meta.url)('@nlpjs/basic') as Basic
  const container = await containerBootstrap()
  container.use(LangEn)
  const defaults = { container, languages: ['en'], autoSave: false, autoLoad: false, nlu: { log: false } }
  const nlp = new Nlp({ ...defaults, ...settings })
  return {
    nlp,
    async train(rows: readonly { text: string; intent: string }[]) {
      for (const { text, intent } of rows) nlp.addDocument('en', text, intent)
      await nlp.train()
    },
    async read(text: string): Promise<PeerReading> {
      const { classifications } = await nlp.process('en', text)
      return {
        intent: classifications.find(({ intent }) => intent !== none)?.intent ?? none,
        outOfScope: classifications.find(({ intent }) => intent === none)?.score ?? 0,
      }
    },
  }
}

export const peerVersion = (): string =>
  (createRequire(import.meta.url)('@nlpjs/basic/package.json') as { version: string }).version
