import { describe, expect, test } from 'vitest'
import { type KnowledgeDocument, readDocuments } from '../documents/document.ts'
import { categoriesOf } from './categories.ts'
import { type CareFinding, careFor } from './check.ts'
import { gapsIn } from './gaps.ts'
import { relatedTo, relationsOf } from './relations.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const article = (slug: string, body: string, front = '') => ({
  file: `knowledge/${slug}.md`,
  text: `---\ntitle: ${slug}\nupdated: 2026-11-01\n${front}---\n\n${body}\n`,
})
const read = (...files: { file: string; text: string }[]): KnowledgeDocument[] => readDocuments(files).documents
const found = (documents: KnowledgeDocument[], kind: CareFinding['kind']) =>
  careFor(documents, { nowMs: now }).filter((finding) => finding.kind === kind)

describe('contradictions', () => {
  test.each([
    ['another time', 'You can return unworn boots within 30 days.', 'Unworn boots can be returned within 14 days.'],
    ['another amount', 'Express shipping to Canada costs $14.', 'Express shipping to Canada costs $19.50.'],
    ['another share', 'Gold members get 10 % off all jackets.', 'All jackets are 15 % off for gold members.'],
    ['a negation', 'Gift cards can be returned in any store.', 'Gift cards cannot be returned in any store.'],
  ])('are found: %s', (_name, one, other) => {
    const [finding] = found(read(article('a', one), article('b', other)), 'contradiction')
    expect(finding?.documents).toEqual(['a', 'b'])
    expect(finding?.evidence.map(({ text }) => text)).toEqual([one, other])
  })

  test.each([
    ['another subject', 'You can return boots within 30 days.', 'You can exchange gift cards within 14 days.'],
    ['the same in other units', 'Refunds take two weeks, 14 days in all.', 'Refunds take 2 weeks, 14 days in all.'],
    ['members of another level', 'Gold members get 10 % off jackets.', 'Silver members get 5 % off jackets.'],
    ['only and not', 'It is given as a promo code only.', 'It is given as a promo code and not in cash.'],
  ])('are none: %s', (_name, one, other) => {
    expect(found(read(article('a', one), article('b', other)), 'contradiction')).toEqual([])
  })

  test('are none between articles that are never seen at the same time', () => {
    const [one, other] = ['Christmas orders close after 10 days.', 'Christmas orders close after 12 days.']
    const documents = read(
      article('a', one, 'valid_until: 2025-12-31\n'),
      article('b', other, 'valid_from: 2026-01-01\n'),
    )
    expect(found(documents, 'contradiction')).toEqual([])
  })

  test('are none within one table, where each row speaks of another thing', () => {
    const table =
      '| Way to Canada by post | Cost |\n|---|---|\n| Standard post parcel | $8 |\n| Express post parcel | $14 |'
    expect(found(read(article('a', table), article('b', 'Nothing.')), 'contradiction')).toEqual([])
  })
})

describe('what else an editor is told', () => {
  test('documents that repeat one another', () => {
    const lines = 'Wool jumpers are washed by hand in cold water. Dry them flat on a towel. Never iron the collar hot.'
    const [finding] = found(
      read(article('a', lines), article('b', `${lines} Store them with cedar wood.`)),
      'duplicate',
    )
    expect(finding).toMatchObject({ documents: ['a', 'b'], what: '100 % of "a" stands in "b" too' })
  })

  test('what expired, expires soon, is not seen yet, is old or has no date', () => {
    const documents = [
      ...read(
        article('gone', 'x', 'valid_until: 2026-11-01\n'),
        article('soon', 'x', 'valid_until: 2026-12-01\n'),
        article('later', 'x', 'valid_from: 2027-01-01\n'),
      ),
      ...read({ file: 'knowledge/old.md', text: '---\ntitle: old\nupdated: 2024-01-01\n---\nx\n' }),
      ...read({ file: 'knowledge/undated.md', text: '---\ntitle: undated\n---\nx\n' }),
    ]
    const kinds = careFor(documents, { nowMs: now }).map(({ kind, documents: [slug] }) => `${slug} ${kind}`)
    expect(kinds.sort()).toEqual(['gone expired', 'later not-yet', 'old stale', 'soon expires-soon', 'undated undated'])
  })

  test('documents that no answer cited, where somebody counted', () => {
    const documents = read(article('a', 'x'), article('b', 'y'))
    const unused = careFor(documents, { nowMs: now, cited: new Map([['a', 3]]) })
    expect(unused.map(({ kind, documents: [slug] }) => `${slug} ${kind}`)).toEqual(['b unused'])
  })
})

describe('what nobody can answer', () => {
  const asked = (question: string, times: number) => ({ question, times, lastAtMs: now })

  test('is gathered by what it is about, the most often asked first', () => {
    const gaps = gapsIn([
      asked('do you repair zippers', 2),
      asked('can you repair a broken zipper', 3),
      asked('zipper repair service', 1),
      asked('are your shops dog friendly', 5),
    ])
    expect(gaps.map(({ times, questions }) => [times, questions.length])).toEqual([
      [6, 3],
      [5, 1],
    ])
  })

  test('is gathered by its meaning where an encoder is there', () => {
    const [one, other, third] = [new Float32Array([1, 0]), new Float32Array([0.9, 0.43]), new Float32Array([0, 1])]
    const gaps = gapsIn([
      { ...asked('fix my zip', 1), vector: one },
      { ...asked('mend a fastener', 1), vector: other },
      { ...asked('dogs allowed', 1), vector: third },
    ])
    expect(gaps.map(({ questions }) => questions.length).sort()).toEqual([1, 2])
  })

  test('nothing is lost and nothing counted twice', () => {
    const all = Array.from({ length: 40 }, (_, index) =>
      asked(`question ${index} about topic${index % 7} matters`, index + 1),
    )
    const gaps = gapsIn(all)
    expect(gaps.reduce((sum, { times }) => sum + times, 0)).toBe(820)
    expect(gaps.flatMap(({ questions }) => questions)).toHaveLength(40)
  })
})

describe('what belongs together', () => {
  const documents = read(
    article(
      'returning-items',
      'Send it back. See [costs](shipping-costs.md). It is paid with Marlow Credit.',
      'category: returns/policy\n',
    ),
    article('shipping-costs', 'It costs $8. Marlow Credit pays it too, and so does your Marlow Credit of last year.'),
    article('washing', 'How wool is washed, after returning items has failed.'),
  )

  test('is joined by links, by what is spoken of and by what both name', () => {
    const relations = relationsOf(documents)
    expect(relations.edges).toContainEqual({ from: 'returning-items', to: 'shipping-costs', kind: 'links', weight: 1 })
    expect(relations.edges.find(({ from, kind }) => from === 'washing' && kind === 'refers')?.to).toBe(
      'returning-items',
    )
    expect(relations.nodes.filter(({ kind }) => kind === 'thing').map(({ title }) => title)).toEqual(['Marlow Credit'])
    expect(relations.nodes.find(({ id }) => id === 'returning-items')?.kind).toBe('policy')
  })

  test('is found from one document, nearest first', () => {
    expect(relatedTo('returning-items', relationsOf(documents), 5).map(({ slug }) => slug)).toEqual([
      'shipping-costs',
      'washing',
    ])
  })

  test('categories form a tree', () => {
    const tree = categoriesOf(documents)
    expect(tree.documents).toBe(3)
    expect(tree.below.find(({ name }) => name === 'returns')).toMatchObject({
      documents: 1,
      below: [{ category: 'returns/policy', slugs: ['returning-items'] }],
    })
  })
})
