import { parseDocument, stringify } from 'yaml'
import { z } from 'zod'
import { frontMatterSchema } from '../documents/document.ts'
import type { ReadDocument, SourceMetadata } from './source.ts'

/** What may be said of all documents of a source at once. */
const shared = frontMatterSchema.pick({
  category: true,
  audience: true,
  locale: true,
  valid_from: true,
  valid_until: true,
  owner: true,
  source: true,
}).shape

const host = z
  .string()
  .regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/i, 'write a host name like help.shop.example')
const pathStart = z.string().startsWith('/').max(300)

const address = z.url({ protocol: /^https?$/ }).max(2000)

const kinds = ['folder', 'urls', 'sitemap'] as const
const onlyOf = {
  hosts: ['urls', 'sitemap'],
  at_most: ['urls', 'sitemap'],
  include: ['sitemap'],
  exclude: ['sitemap'],
} as const

/** One object instead of one for each kind: what is wrong in it can then be told by its key. */
const Source = z
  .strictObject({
    folder: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('Outside the knowledge folder, from the assistant folder; read in place'),
    urls: z.array(address).min(1).max(5_000).optional().describe('Pages to fetch'),
    sitemap: address.optional().describe('A sitemap, an index of sitemaps, or one that is gzipped'),
    name: z
      .string()
      .max(60)
      .optional()
      .describe("For lists, and of its folder in knowledge/fetched/; the folder's own, or the host where left out"),
    include: z.array(pathStart).max(100).optional().describe('Only pages whose path begins so'),
    exclude: z.array(pathStart).max(100).optional().describe('No pages whose path begins so'),
    hosts: z
      .array(host)
      .max(50)
      .optional()
      .describe(
        'From which pages may come; the hosts named in the addresses where left out. `*.shop.example` is every host below',
      ),
    at_most: z.int().min(1).max(20_000).optional().describe('Pages; 500 where left out'),
    ...shared,
  })
  .superRefine((source, context) => {
    const named = kinds.filter((kind) => source[kind] !== undefined)
    const [kind] = named
    if (kind === undefined || named.length > 1)
      return context.addIssue({ code: 'custom', message: 'a source needs exactly one of folder, urls and sitemap' })
    for (const [key, of] of Object.entries(onlyOf) as [keyof typeof onlyOf, readonly string[]][])
      if (source[key] !== undefined && !of.includes(kind))
        context.addIssue({ code: 'custom', path: [key], message: `only for ${of.join(' and ')}` })
  })

/** knowledge/sources.yaml */
export const sourcesFileSchema = z.strictObject({
  sources: z.array(Source).max(200).default([]).describe('Where knowledge comes from beside the files here'),
  files: z
    .record(z.string(), frontMatterSchema)
    .default({})
    .describe(
      'What is known of files that cannot say it themselves: by path in the knowledge folder, or by folder with a slash at the end',
    ),
})
export type SourcesFile = z.infer<typeof sourcesFileSchema>
/** `urls` or a `sitemap`. */
export type WebSource = z.infer<typeof Source>

/** What sources.yaml says of a file: of its folders from the outermost, then of itself. */
export function statedFor(file: string, files: SourcesFile['files']): SourceMetadata {
  const stated: SourceMetadata = {}
  const keys = Object.keys(files).filter((key) => key === file || (key.endsWith('/') && file.startsWith(key)))
  for (const key of keys.toSorted((a, b) => a.length - b.length)) Object.assign(stated, files[key])
  return stated
}

/** A document as an article: what people state goes before what the source says of itself. */
export function asArticle(document: ReadDocument, stated: SourceMetadata): string {
  const { title, questions, ...common } = stated
  // One title for the many answers of a table would make them one.
  const own = document.part === null ? stated : common
  const merged = { ...document.metadata, ...own } as Record<string, unknown>
  const sound = Object.fromEntries(
    Object.entries(merged).filter(
      ([key, value]) =>
        value !== undefined && frontMatterSchema.shape[key as keyof SourceMetadata]?.safeParse(value).success,
    ),
  )
  return `---\n${stringify(sound, { lineWidth: 0 })}---\n\n${document.body}`
}

/** An article with what is known of its source where it does not say it itself. Broken front matter stays, for its own problem. */
export function withDefaults(text: string, stated: SourceMetadata): string {
  if (Object.keys(stated).length === 0) return text
  const source = text.replace(/^\uFEFF/, '')
  const header = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source)
  const yaml = parseDocument(header?.[1] ?? '{}', { schema: 'core' })
  if (yaml.errors.length > 0) return text
  const known = (yaml.toJS({ maxAliasCount: 0 }) ?? {}) as Record<string, unknown>
  return `---\n${stringify({ ...stated, ...known }, { lineWidth: 0 })}---\n${header === null ? `\n${source}` : source.slice(header[0].length)}`
}
