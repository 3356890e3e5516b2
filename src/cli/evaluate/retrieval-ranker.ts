import { appError } from '#domain/errors.ts'
import type { Encoder } from '#ports/encoder.ts'

/** A text to be found, as it stands in the file. */
export interface TextDocument {
  id: string
  title: string
  text: string
}

/** Something that ranks documents for a query. */
export interface Ranker {
  /** How it is set up, for people. */
  settings: string
  /** Ids of the first documents, best first. */
  rank(query: string): Promise<string[]>
}

/** What bench/retrieval/peers.ts gives. */
interface Peers {
  miniSearchPeer(documents: readonly TextDocument[]): Promise<Ranker>
  oramaPeer(documents: readonly TextDocument[], encoder: Encoder): Promise<Ranker>
}

/** The peers are development dependencies: the server never loads them, and a package that is installed has neither. Throws `cli.usage`. */
export async function loadPeers(): Promise<Peers> {
  const file = new URL('../../../bench/retrieval/peers.ts', import.meta.url)
  try {
    return (await import(file.href)) as Peers
  } catch (error) {
    throw appError(
      'cli.usage',
      {
        problem:
          'MiniSearch and Orama are not there: run it in a checkout, after npm install with development dependencies',
      },
      error,
    )
  }
}
