import { describe, expect, test } from 'vitest'
import { buildKnowledge, loadKnowledge, readDocuments } from '../index.ts'
import { partsOf } from './long-query.ts'

const story = `Hello to everybody who reads this. I have been with you for many years now and I was always happy with everything.
Last week my sister came to visit and we talked about all kinds of things, the weather, her garden, my old car.
She said that I should write to you, so here I am, writing to you on a rainy afternoon with a cup of tea.
The zipper of my parka broke after two months. I would like to know if the warranty covers it.
- Also, my loyalty points have vanished from my account.
Thank you for your time and have a very good day, all of you.`

describe('a long text', () => {
  test('is taken apart into sentences and items', () => {
    const parts = partsOf(story)
    expect(parts).toContain('The zipper of my parka broke after two months.')
    expect(parts).toContain('Also, my loyalty points have vanished from my account.')
  })

  test('a question of two sentences is none', () => {
    expect(partsOf('My zipper broke. Does the warranty cover it?')).toBeNull()
    expect(partsOf('word '.repeat(200))).toBeNull()
  })

  test('finds the documents of each of its matters before those that all of it resembles a little', async () => {
    const { documents } = readDocuments([
      { file: 'warranty.md', text: '---\ntitle: Warranty\n---\nThe warranty covers a zipper that broke.' },
      { file: 'points.md', text: '---\ntitle: Loyalty points\n---\nLoyalty points that vanished are given back.' },
      {
        file: 'magazine.md',
        text: '---\ntitle: Our magazine\n---\nOne page a month, on rainy weather and on cups.',
      },
      { file: 'stores.md', text: '---\ntitle: Stores\n---\nOur stores are open all week.' },
    ])
    const knowledge = loadKnowledge(await buildKnowledge(documents))
    const { passages } = await knowledge.retrieve(story, { nowMs: 0 }, 4)
    expect(passages.slice(0, 2).map(({ slug }) => slug)).toEqual(expect.arrayContaining(['points', 'warranty']))
  })
})
