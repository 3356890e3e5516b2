import type { KnowledgeDocument } from '../documents/document.ts'
import { stemsOf } from './statements.ts'

export type NodeKind = 'policy' | 'process' | 'product' | 'article' | 'thing'

export interface RelationNode {
  /** The slug of a document, or `thing:` and the name of something that several documents name. */
  id: string
  kind: NodeKind
  title: string
}

export type EdgeKind = 'links' | 'refers' | 'names'

export interface RelationEdge {
  from: string
  to: string
  /** `links`: by a link; `refers`: it speaks of what the other's title says; `names`: it names the thing. */
  kind: EdgeKind
  /** [0, 1] */
  weight: number
}

/** What belongs together: documents, and the things that several of them name. */
export interface Relations {
  nodes: RelationNode[]
  edges: RelationEdge[]
}

export const relationLimits = {
  /** A thing that only one document names joins nothing; one that this share of them name says nothing. */
  leastDocuments: 2,
  mostShare: 0.25,
  edgesPerDocument: 20,
} as const

const linkPattern = /\[[^\][]*\]\(([^)\s]{1,2000})(?:\s[^)]{0,500})?\)/g
/** Two or more words with capitals, or one with capitals inside: "Marlow Plus", "PayPal". Not at the start of a sentence or line. */
const namePattern =
  /(?<=[\p{Ll},;:]\s)(?:\p{Lu}[\p{Ll}\p{M}]+(?:\s(?:&\s)?\p{Lu}[\p{Ll}\p{M}]+)+|\p{Lu}[\p{Ll}\p{M}]+\p{Lu}\p{L}*|\p{Lu}[\p{Ll}\p{M}]{3,})/gu

const calendar =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/

/** The small graph of documents and what they name. Linear in the text, times the number of titles a passage can name. */
export function relationsOf(documents: readonly KnowledgeDocument[]): Relations {
  const nodes: RelationNode[] = documents.map((document) => ({
    id: document.slug,
    kind: kindOf(document),
    title: document.title,
  }))
  const edges: RelationEdge[] = []
  const bySlug = new Map(documents.map((document) => [document.slug, document]))
  const byUrl = new Map(documents.flatMap(({ url, slug }) => (url === null ? [] : [[url, slug] as const])))
  const titles = titleIndex(documents)
  const named = new Map<string, { title: string; by: Map<string, number> }>()
  for (const document of documents) {
    const { slug, body } = document
    const own: RelationEdge[] = []
    for (const [, target = ''] of body.matchAll(linkPattern)) {
      const to = byUrl.get(target) ?? target.replace(/^.*\//, '').replace(/\.(?:md|html?)?(?:#.*)?$/, '')
      if (to !== slug && bySlug.has(to)) own.push({ from: slug, to, kind: 'links', weight: 1 })
    }
    for (const { to, weight } of titles(document)) own.push({ from: slug, to, kind: 'refers', weight })
    for (const [name] of body.matchAll(namePattern)) {
      if (calendar.test(name)) continue
      const key = name.toLowerCase()
      const entry = named.get(key) ?? { title: name, by: new Map<string, number>() }
      entry.by.set(slug, (entry.by.get(slug) ?? 0) + 1)
      named.set(key, entry)
    }
    edges.push(...strongest(own))
  }
  const most = Math.max(relationLimits.leastDocuments, documents.length * relationLimits.mostShare)
  for (const [key, { title, by }] of [...named].sort((a, b) => a[0].localeCompare(b[0]))) {
    if (by.size < relationLimits.leastDocuments || by.size > most) continue
    nodes.push({ id: `thing:${key}`, kind: 'thing', title })
    for (const [slug, times] of by)
      edges.push({ from: slug, to: `thing:${key}`, kind: 'names', weight: Math.min(1, 0.4 + 0.2 * times) })
  }
  return { nodes, edges }
}

/** Documents that belong to one, nearest first: by a link, by what it speaks of, by a thing that both name. */
export function relatedTo(slug: string, { edges }: Relations, most: number): { slug: string; weight: number }[] {
  const weights = new Map<string, number>()
  const add = (to: string, weight: number) => {
    if (to !== slug && !to.startsWith('thing:')) weights.set(to, Math.max(weights.get(to) ?? 0, weight))
  }
  for (const edge of edges) {
    if (edge.from === slug) add(edge.to, edge.weight)
    else if (edge.to === slug) add(edge.from, edge.weight * 0.8)
  }
  const things = edges.filter(({ from, kind }) => from === slug && kind === 'names')
  for (const thing of things)
    for (const edge of edges) if (edge.to === thing.to) add(edge.from, thing.weight * edge.weight * 0.6)
  return [...weights]
    .map(([to, weight]) => ({ slug: to, weight }))
    .sort((a, b) => b.weight - a.weight || a.slug.localeCompare(b.slug))
    .slice(0, most)
}

/** By category and title; steps make a process. */
function kindOf({ category, title, body }: KnowledgeDocument): NodeKind {
  const named = `${category} ${title}`
  if (/\b(?:polic(?:y|ies)|terms|rules?|conditions|warranty|guarantee|privacy)\b/i.test(named)) return 'policy'
  if (/\b(?:products?|catalogue?|materials?|sizes?|models?)\b/i.test(category)) return 'product'
  return /^[ \t]*1[.)]\s/m.test(body) || /\bhow (?:to|do|can)\b/i.test(title) ? 'process' : 'article'
}

/** Finds which other documents a document speaks of: all rare words of their title in one of its lines. */
function titleIndex(documents: readonly KnowledgeDocument[]) {
  const stems = documents.map(({ title }) => stemsOf(title))
  const frequency = new Map<string, number>()
  for (const of of stems) for (const stem of of) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  const byRarest = new Map<string, number[]>()
  for (const [index, of] of stems.entries()) {
    // One word is a topic and no reference.
    if (of.size < 2) continue
    const [rarest] = [...of].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0))
    if (rarest !== undefined) byRarest.set(rarest, [...(byRarest.get(rarest) ?? []), index])
  }
  return ({ slug, body }: KnowledgeDocument): { to: string; weight: number }[] => {
    const found = new Map<string, number>()
    for (const line of body.split(/\n+|(?<=[.!?])\s+/)) {
      const of = stemsOf(line)
      for (const stem of of)
        for (const index of byRarest.get(stem) ?? []) {
          const to = documents[index]?.slug
          const title = stems[index]
          if (to === undefined || title === undefined || to === slug) continue
          if ([...title].every((part) => of.has(part))) found.set(to, Math.min(1, (found.get(to) ?? 0.5) + 0.1))
        }
    }
    return [...found].map(([to, weight]) => ({ to, weight }))
  }
}

function strongest(edges: readonly RelationEdge[]): RelationEdge[] {
  const best = new Map<string, RelationEdge>()
  for (const edge of edges) if ((best.get(edge.to)?.weight ?? 0) < edge.weight) best.set(edge.to, edge)
  return [...best.values()].sort((a, b) => b.weight - a.weight).slice(0, relationLimits.edgesPerDocument)
}
