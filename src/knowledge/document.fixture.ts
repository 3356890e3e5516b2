import type { KnowledgeDocument } from './documents/document.ts'

/** A document with what a test says of it. */
export const documentOf = (slug: string, body: string, over: Partial<KnowledgeDocument> = {}): KnowledgeDocument => ({
  slug,
  path: `knowledge/${slug}.md`,
  title: slug.replaceAll('-', ' '),
  category: '',
  audience: ['everyone'],
  locale: 'en',
  updated: null,
  validFromMs: null,
  validUntilMs: null,
  owner: null,
  source: null,
  url: null,
  questions: [],
  body,
  ...over,
})
