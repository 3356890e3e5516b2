import type { PageFetcher } from '#ports/page-fetcher.ts'
import type { WebSource } from '../metadata.ts'
import { Unreadable } from '../source.ts'
import { readSitemap, sitemapBytes } from './sitemap.ts'

export interface ListedPage {
  url: string
  /** The day that the sitemap says it was changed on. */
  updated: string | null
}

/** Sitemaps of one index that are looked at; the protocol allows 50,000 addresses in each. */
const sitemapsAtMost = 200
const pagesAtMost = 500
/** Addresses that are held at once, ten times what a source may fetch, and characters of one: 200 sitemaps could list 10 GB of them. */
const listedAtMost = 200_000
const addressCharacters = 2_000
const sitemapTypes = [
  'text/xml',
  'application/xml',
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
  'text/plain',
]

/** The pages of a source, each once, in their order; null where its sitemap cannot be had. */
export async function listPages(
  source: WebSource,
  hosts: readonly string[],
  fetcher: PageFetcher,
  signal?: AbortSignal,
): Promise<{ pages: ListedPage[] | null; skipped: { url: string; problem: string }[] }> {
  const skipped: { url: string; problem: string }[] = []
  const pages = new Map<string, ListedPage>()
  let isComplete = true
  if (source.sitemap === undefined)
    for (const url of source.urls ?? []) pages.set(withoutFragment(url), { url: withoutFragment(url), updated: null })
  else {
    const waiting = [source.sitemap]
    const asked = new Set<string>()
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (asked.has(next)) continue
      asked.add(next)
      if (asked.size > sitemapsAtMost) {
        skipped.push({ url: next, problem: `Only the first ${sitemapsAtMost} sitemaps of an index are read.` })
        break
      }
      const fetched = await fetcher.fetch(
        { url: next, hosts, types: sitemapTypes, atMostBytes: sitemapBytes, etag: null, lastModified: null },
        signal,
      )
      try {
        if (fetched.kind !== 'page')
          throw new Unreadable('broken', 'problem' in fetched ? fetched.problem : 'There is no such sitemap.')
        const sitemap = readSitemap(fetched.bytes)
        // One more than are read, so that it is told.
        waiting.push(...sitemap.sitemaps.slice(0, sitemapsAtMost + 1))
        for (const page of sitemap.pages)
          if (pages.size < listedAtMost && page.url.length <= addressCharacters && isWanted(page.url, source))
            pages.set(withoutFragment(page.url), { ...page, url: withoutFragment(page.url) })
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
        skipped.push({ url: next, problem: error.message })
        isComplete = false
      }
    }
  }
  const atMost = source.at_most ?? pagesAtMost
  if (pages.size > atMost)
    skipped.push({
      url: source.sitemap ?? source.urls?.[0] ?? '',
      problem: `It names ${pages.size} pages; the first ${atMost} are fetched. Raise \`at_most\`, or narrow it with \`include\`.`,
    })
  // A sitemap that could not be had must not look like one that lost its pages.
  return { pages: isComplete && pages.size > 0 ? [...pages.values()].slice(0, atMost) : null, skipped }
}

function isWanted(
  url: string,
  { include, exclude }: { include?: string[] | undefined; exclude?: string[] | undefined },
): boolean {
  const path = URL.parse(url)?.pathname ?? ''
  if (exclude?.some((start) => path.startsWith(start))) return false
  return include === undefined || include.some((start) => path.startsWith(start))
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url
