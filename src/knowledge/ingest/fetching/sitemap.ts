import { gunzipSync } from 'node:zlib'
import { Unreadable } from '../source.ts'

/** Of one sitemap, unpacked; the protocol allows 50 MB. */
export const sitemapBytes = 50_000_000

export interface Sitemap {
  pages: { url: string; updated: string | null }[]
  /** Of an index: the sitemaps it points to. */
  sitemaps: string[]
}

/** Reads a sitemap, an index of sitemaps, or a plain list of addresses; gzipped or not. Throws `Unreadable`. */
export function readSitemap(bytes: Uint8Array): Sitemap {
  const text = new TextDecoder().decode(bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipped(bytes) : bytes)
  if (!/<(?:\w+:)?(?:urlset|sitemapindex)\b/.test(text.slice(0, 10_000))) {
    const lines = text.split(/\r?\n/).map((line) => line.trim())
    const pages = lines.filter((line) => /^https?:\/\//.test(line)).map((url) => ({ url, updated: null }))
    if (pages.length === 0 || text.trimStart().startsWith('<'))
      throw new Unreadable('wrong-name', 'This is no sitemap. Give the address of one, or list the pages under `urls`.')
    return { pages, sitemaps: [] }
  }
  const isIndex = /<(?:\w+:)?sitemapindex\b/.test(text.slice(0, 10_000))
  const pages: Sitemap['pages'] = []
  // The form is fixed by the protocol: entries with one address each, without attributes or nesting.
  for (const entry of text.split(isIndex ? /<(?:\w+:)?sitemap>/ : /<(?:\w+:)?url>/).slice(1)) {
    const url = textIn(entry, 'loc')
    const updated = /^\d{4}-\d{2}-\d{2}/.exec(textIn(entry, 'lastmod') ?? '')?.[0] ?? null
    if (url !== null && /^https?:\/\//.test(url)) pages.push({ url, updated })
  }
  return isIndex ? { pages: [], sitemaps: pages.map(({ url }) => url) } : { pages, sitemaps: [] }
}

function unzipped(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: sitemapBytes })
  } catch {
    throw new Unreadable('too-large', 'It is damaged, or unpacked larger than a sitemap may be.')
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function textIn(entry: string, name: string): string | null {
  const found = new RegExp(`<(?:\\w+:)?${name}>\\s*(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(entry)?.[1]
  return found?.trim().replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole) || null
}
