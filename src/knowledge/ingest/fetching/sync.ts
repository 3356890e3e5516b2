import { join } from 'node:path'
import { appError } from '#domain/errors.ts'
import { type Problem, problemText } from '#domain/problem.ts'
import type { PageFetcher } from '#ports/page-fetcher.ts'
import { readSourcesFile } from '../folder.ts'
import { formatOf, formatOfMediaType } from '../format.ts'
import { hashOf } from '../hash.ts'
import { asArticle, type WebSource } from '../metadata.ts'
import type { ReaderPool } from '../reader-pool.ts'
import { slugOf } from '../slug.ts'
import type { SourceMetadata } from '../source.ts'
import { type ListedPage, listPages } from './list-pages.ts'
import { type FetchedState, type FetchManifest, readManifest, writeManifest } from './manifest.ts'
import { areThere, freeSlug, removeFiles, slugsIn, writeIfChanged } from './snapshot-files.ts'

export interface SyncDependencies {
  fetcher: PageFetcher
  pool: ReaderPool
  onProgress?: (done: number, total: number, what: string) => void
  /** Fetches and reads every page, also those that are unchanged: after the readers became better. */
  again?: boolean
  /** Stops between two pages; what was fetched is kept, and the next sync goes on from there. */
  signal?: AbortSignal
}

export interface SyncedSource {
  name: string
  read: number
  unchanged: number
  removed: number
  skipped: { url: string; problem: string }[]
}

export interface SyncReport {
  sources: SyncedSource[]
  interrupted: boolean
}

/** Pages asked for at once: hosts are asked one page at a time anyway, so this is about reading while waiting. */
const atOnce = 6
/** Pages between two writes of the state: what an interruption costs at most. */
const savedEvery = 20

/** Of one page; each format has its own bound below it. A handbook as PDF may be as large. */
const pageBytes = 50_000_000

const pageTypes = [
  'text/html',
  'application/xhtml+xml',
  'application/pdf',
  'text/plain',
  'text/markdown',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]

/**
 * Fetches the pages that knowledge/sources.yaml names into knowledge/fetched/, each as an article, so that git and a release hold what was
 * read. Only what changed is sent and read again; what is gone is removed; what cannot be had now stays as it was.
 * Throws `assistant.invalid` for a wrong sources.yaml, `knowledge.manifest-unreadable`.
 */
export async function syncPages(assistantFolder: string, deps: SyncDependencies): Promise<SyncReport> {
  const problems: Problem[] = []
  const { sources } = await readSourcesFile(assistantFolder, problems)
  if (problems.length > 0)
    throw appError('assistant.invalid', { count: problems.length, problems: problems.map(problemText).join('\n') })
  const manifest = await readManifest(assistantFolder)
  const report: SyncReport = { sources: [], interrupted: false }
  const web = sources.filter(({ folder }) => folder === undefined)
  const names = namesOf(web)
  for (const [at, source] of web.entries()) {
    const name = names[at] ?? 'pages'
    const synced = await new SourceSync(assistantFolder, name, source, manifest, deps).run()
    // Pages come in whatever order their hosts answer.
    synced.skipped.sort((a, b) => (a.url < b.url ? -1 : 1))
    report.sources.push(synced)
    if (deps.signal?.aborted) return { ...report, interrupted: true }
  }
  // A source that is no longer named takes its pages along.
  for (const [name, { pages }] of Object.entries(manifest.sources)) {
    if (names.includes(name)) continue
    for (const { files } of Object.values(pages)) await removeFiles(assistantFolder, files)
    delete manifest.sources[name]
    report.sources.push({ name, read: 0, unchanged: 0, removed: Object.keys(pages).length, skipped: [] })
  }
  if (report.sources.length > 0) await writeManifest(assistantFolder, manifest)
  return report
}

/** A source's own name, else its host; told apart by a number. */
function namesOf(sources: readonly WebSource[]): string[] {
  const taken = new Set<string>()
  return sources.map((source) => {
    const address = source.sitemap ?? source.urls?.[0] ?? ''
    const base = slugOf(source.name ?? URL.parse(address)?.hostname ?? 'pages') || 'pages'
    let name = base
    for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`
    taken.add(name)
    return name
  })
}

class SourceSync {
  private readonly folder: string
  private readonly name: string
  private readonly source: WebSource
  private readonly manifest: FetchManifest
  private readonly deps: SyncDependencies
  private readonly report: SyncedSource
  private readonly state: FetchManifest['sources'][string]
  private readonly seen = new Set<string>()

  constructor(folder: string, name: string, source: WebSource, manifest: FetchManifest, deps: SyncDependencies) {
    this.folder = folder
    this.name = name
    this.source = source
    this.manifest = manifest
    this.deps = deps
    this.report = { name, read: 0, unchanged: 0, removed: 0, skipped: [] }
    this.state = manifest.sources[name] ?? { pages: {}, unfinished: null }
    manifest.sources[name] = this.state
  }

  async run(): Promise<SyncedSource> {
    const { signal, onProgress } = this.deps
    const listed = await listPages(this.source, this.hosts(), this.deps.fetcher, signal).catch((error: unknown) => {
      if (signal?.aborted) return null
      throw error
    })
    if (listed === null) return this.report
    for (const skipped of listed.skipped) this.report.skipped.push(skipped)
    // Without a list nothing is known to be gone.
    if (listed.pages === null) return this.report
    const done = new Set(this.state.unfinished?.done)
    const taken = await slugsIn(this.folder)
    const waiting = listed.pages.filter(({ url }) => !done.has(url))
    const left = waiting.values()
    const total = done.size + waiting.length
    const fetchNext = async () => {
      for (const page of left) {
        if (signal?.aborted) return
        await this.fetchPage(page, taken).catch((error: unknown) => {
          if (!signal?.aborted) throw error
        })
        if (signal?.aborted) return
        done.add(page.url)
        onProgress?.(done.size, total, page.url)
        if (done.size % savedEvery === 0) await this.save(done)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, fetchNext))
    if (signal?.aborted) {
      await this.save(done)
      return this.report
    }
    await this.removeOthers(new Set(listed.pages.map(({ url }) => url)))
    this.state.unfinished = null
    await writeManifest(this.folder, this.manifest)
    return this.report
  }

  private saving: Promise<void> = Promise.resolve()
  private save(done: ReadonlySet<string>): Promise<void> {
    this.saving = this.saving.then(() => {
      this.state.unfinished = { done: [...done] }
      return writeManifest(this.folder, this.manifest)
    })
    return this.saving
  }

  private hosts(): readonly string[] {
    if (this.source.hosts) return this.source.hosts
    const addresses = [this.source.sitemap ?? [], this.source.urls ?? []].flat()
    return [...new Set(addresses.flatMap((address) => URL.parse(address)?.host ?? []))]
  }

  private async fetchPage(page: ListedPage, taken: Set<string>): Promise<void> {
    const before = this.state.pages[page.url]
    const isThere = before !== undefined && !this.deps.again && (await areThere(this.folder, before.files))
    const fetched = await this.deps.fetcher.fetch(
      {
        url: page.url,
        hosts: this.hosts(),
        types: pageTypes,
        atMostBytes: pageBytes,
        etag: isThere ? before.etag : null,
        lastModified: isThere ? before.lastModified : null,
      },
      this.deps.signal,
    )
    switch (fetched.kind) {
      case 'unchanged':
        this.report.unchanged += 1
        return
      case 'gone':
        this.report.skipped.push({ url: page.url, problem: 'There is no such page. Take it out of the list.' })
        return this.remove(page.url)
      case 'refused':
      case 'failed':
        // What was there stays: a server that is down takes no knowledge away.
        this.report.skipped.push({ url: page.url, problem: fetched.problem })
        return
      case 'page': {
        if (this.seen.has(fetched.url)) {
          this.report.skipped.push({
            url: page.url,
            problem: `It leads to the same page as another one, ${fetched.url}.`,
          })
          return this.remove(page.url)
        }
        this.seen.add(fetched.url)
        const hash = await hashOf(fetched.bytes)
        const { etag, lastModified } = fetched
        if (isThere && before.hash === hash) {
          this.state.pages[page.url] = { ...before, etag, lastModified }
          this.report.unchanged += 1
          return
        }
        return this.read(page, fetched.url, fetched.contentType, fetched.bytes, { hash, etag, lastModified }, taken)
      }
    }
  }

  private async read(
    page: ListedPage,
    address: string,
    contentType: string,
    bytes: Uint8Array,
    seen: Pick<FetchedState, 'hash' | 'etag' | 'lastModified'>,
    taken: Set<string>,
  ): Promise<void> {
    const before = this.state.pages[page.url]
    const format =
      formatOfMediaType(contentType) === 'text' ? (formatOf(page.url) ?? 'text') : formatOfMediaType(contentType)
    const outcome = await this.deps.pool.read({ format: format ?? 'html', bytes, address, contentType })
    if (outcome.kind === 'skipped') {
      this.report.skipped.push({ url: page.url, problem: outcome.skipped.problem })
      await removeFiles(this.folder, before?.files ?? [])
      this.state.pages[page.url] = { ...seen, files: [], skipped: outcome.skipped.problem }
      return
    }
    const stated: SourceMetadata = { ...this.stated(), url: address }
    const path = slugOf(URL.parse(page.url)?.pathname ?? '') || this.name
    const files: string[] = []
    let isChanged = false
    for (const document of outcome.source.documents) {
      const wanted = document.part === null ? path : `${path}-${document.part}`
      const file = this.fileBefore(before, wanted, outcome.source.documents.length) ?? this.newFile(wanted, taken)
      const metadata = page.updated === null ? document.metadata : { updated: page.updated, ...document.metadata }
      const text = asArticle({ ...document, metadata: { ...metadata, title: metadata.title ?? wanted } }, stated)
      isChanged = (await writeIfChanged(join(this.folder, file), text)) || isChanged
      files.push(file)
    }
    await removeFiles(
      this.folder,
      (before?.files ?? []).filter((file) => !files.includes(file)),
    )
    this.state.pages[page.url] = { ...seen, files, skipped: null }
    // Many servers send other bytes each time (counters, tokens); the text says whether the page changed.
    if (isChanged) this.report.read += 1
    else this.report.unchanged += 1
  }

  /** The name that an article of this page had: what changed is compared by git, and cited under the same name. */
  private fileBefore(before: FetchedState | undefined, wanted: string, documents: number): string | undefined {
    const [only] = before?.files ?? []
    if (documents === 1 && before?.files.length === 1) return only
    return before?.files.find((file) => file.endsWith(`/${wanted}.md`) || file.endsWith(`/${this.name}-${wanted}.md`))
  }

  private newFile(wanted: string, taken: Set<string>): string {
    return `knowledge/fetched/${this.name}/${freeSlug(wanted, this.name, taken)}.md`
  }

  private stated(): SourceMetadata {
    const { category, audience, locale, valid_from, valid_until, owner, source } = this.source
    const given = {
      category: category ?? this.name,
      audience,
      locale,
      valid_from,
      valid_until,
      owner,
      source: source ?? this.name,
    }
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  }

  private async remove(url: string): Promise<void> {
    const before = this.state.pages[url]
    if (before === undefined) return
    await removeFiles(this.folder, before.files)
    delete this.state.pages[url]
    this.report.removed += 1
  }

  private async removeOthers(listed: ReadonlySet<string>): Promise<void> {
    for (const url of Object.keys(this.state.pages)) if (!listed.has(url)) await this.remove(url)
  }
}
