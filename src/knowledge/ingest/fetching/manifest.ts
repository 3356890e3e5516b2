import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'

/** The only files that are written and removed, whatever a damaged manifest names. */
export const articleFile = /^knowledge\/fetched\/[\p{L}\p{N}-]+\/[\p{L}\p{N}-]+\.md$/u

/** What is known of a page that was fetched. Nothing in it changes while the page does not, so that git shows only what did. */
const Page = z.object({
  /** Of its articles, within the assistant folder. */
  files: z.array(z.string().regex(articleFile)),
  /** SHA-256 of what came. */
  hash: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Why it gave no articles. */
  skipped: z.string().nullable(),
})
export type FetchedState = z.infer<typeof Page>

const Manifest = z.object({
  version: z.literal(1),
  sources: z.record(
    z.string(),
    z.object({
      pages: z.record(z.string(), Page),
      /** A fetch that was interrupted: what it is done with is not fetched again when it goes on. */
      unfinished: z.object({ done: z.array(z.string()) }).nullable(),
    }),
  ),
})
export type FetchManifest = z.infer<typeof Manifest>

const fileIn = (assistantFolder: string) => join(assistantFolder, 'knowledge/fetched/manifest.json')

/** The state of what was fetched before; empty at first. Throws `knowledge.manifest-unreadable`. */
export async function readManifest(assistantFolder: string): Promise<FetchManifest> {
  const text = await readFile(fileIn(assistantFolder), 'utf8').catch(() => null)
  if (text === null) return { version: 1, sources: {} }
  try {
    return Manifest.parse(JSON.parse(text))
  } catch (error) {
    throw appError('knowledge.manifest-unreadable', { file: 'knowledge/fetched/manifest.json' }, error)
  }
}

/** In one step: an interrupted write leaves the old one. */
export async function writeManifest(assistantFolder: string, manifest: FetchManifest): Promise<void> {
  const sorted = {
    ...manifest,
    sources: Object.fromEntries(
      Object.entries(manifest.sources)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { pages, unfinished }]) => [
          name,
          { pages: Object.fromEntries(Object.entries(pages).toSorted(([a], [b]) => (a < b ? -1 : 1))), unfinished },
        ]),
    ),
  }
  const file = fileIn(assistantFolder)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.part`, `${JSON.stringify(sorted, null, 1)}\n`)
  await rename(`${file}.part`, file)
}
