import { type KnowledgeDocument, plainDocument } from './documents/document.ts'

/** A document with what a test says of it. */
export const documentOf = (slug: string, body: string, over: Partial<KnowledgeDocument> = {}): KnowledgeDocument =>
  plainDocument({ slug, path: `knowledge/${slug}.md`, title: slug.replaceAll('-', ' '), body, ...over })
