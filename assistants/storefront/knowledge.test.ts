import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDocuments } from '#knowledge/index.ts'
import { catalogue } from './shop/seed/catalogue.ts'
import { tariff } from './shop/tariff.ts'

const folder = join(import.meta.dirname, 'knowledge')
const files = globSync('**/*.md', { cwd: folder })
  .sort()
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
const { documents, problems } = readDocuments(files)
const bySlug = new Map(documents.map((document) => [document.slug, document]))
const bodyOf = (slug: string) => bySlug.get(slug)?.body ?? ''
const dollars = (cents: number) => `$${cents / 100}`

type Question = { question: string; slugs: string[]; every?: boolean; audience?: string; on?: string; style?: string }
const questionFile = join(import.meta.dirname, '../../test/questions/storefront.yaml')
const questions = parse(readFileSync(questionFile, 'utf8')) as Question[]

describe('the help centre', () => {
  test('has at least 62 articles, each readable, with an address of its own and at least three ways of asking', () => {
    expect(problems).toEqual([])
    expect(documents.length).toBeGreaterThanOrEqual(62)
    const wrong = documents.filter(
      ({ slug, url, questions }) =>
        url !== `https://marlowandfinch.example/help/${slug}` || questions.length < 3 || questions.length > 30,
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('links only to articles that exist', () => {
    const broken = documents.flatMap(({ path, body }) =>
      [...body.matchAll(/\]\(([^)#]+\.md)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !existsSync(join(folder, dirname(path), link)))
        .map((link) => `${path}: ${link}`),
    )
    expect(broken).toEqual([])
  })

  test('never lets two articles claim the same question', () => {
    const asked = documents.flatMap(({ questions }) => questions.map((question) => question.toLowerCase()))
    expect(asked.filter((question, at) => asked.indexOf(question) !== at)).toEqual([])
  })
})

describe('the articles say what the shop does', () => {
  test('shipping prices', () => {
    const { standard, express, overnight } = tariff.shipping
    const body = bodyOf('shipping-options-and-costs')
    expect(body).toContain(`Standard shipping in the United States costs ${dollars(standard.US.feeCents)}`)
    expect(body).toContain(`Express shipping costs ${dollars(express.US.feeCents)}`)
    expect(body).toContain(`Overnight shipping costs ${dollars(overnight.US.feeCents)}`)
    expect(bodyOf('shipping-to-canada')).toContain(`costs ${dollars(standard.CA.feeCents)}`)
    expect(bodyOf('free-shipping')).toContain(`every order of ${dollars(tariff.freeStandardFromCents)} or more`)
    expect(bodyOf('shipping-fee-too-high')).toContain(`we give back ${dollars(tariff.shippingRefundCents)}`)
  })

  test('the subscription, its extension and the life of promo codes', () => {
    expect(bodyOf('marlow-plus')).toContain(`${dollars(tariff.subscription.yearlyCents)} a year`)
    expect(bodyOf('payment-extension')).toContain(`by ${tariff.subscription.extensionDays} days`)
    expect(bodyOf('use-a-promo-code')).toContain(`valid for ${tariff.promo.validDays} days`)
    expect(bodyOf('cart-not-updating')).toContain(`up to ${tariff.highestQuantity} pieces`)
  })

  test.each(catalogue.map(({ category, warrantyMonths }) => [category, warrantyMonths] as const))(
    'the warranty on %s is %i months',
    (category, months) => {
      const row = bodyOf('warranty')
        .split('\n')
        .find((line) => line.startsWith('|') && line.toLowerCase().includes(category))
      expect(row).toContain(`| ${months} months |`)
    },
  )
})

describe('the test questions', () => {
  test('point to articles that exist, and a fifth of them has no answer there', () => {
    const unknown = questions.flatMap(({ slugs }) => slugs.filter((slug) => !bySlug.has(slug)))
    expect(unknown).toEqual([])
    const unanswerable = questions.filter(({ slugs }) => slugs.length === 0).length
    expect(unanswerable / questions.length).toBeGreaterThan(0.18)
    expect(unanswerable / questions.length).toBeLessThan(0.22)
  })

  test("are not the articles' own questions", () => {
    const known = new Set(documents.flatMap(({ questions }) => questions.map((question) => question.toLowerCase())))
    expect(questions.filter(({ question }) => known.has(question.toLowerCase()))).toEqual([])
  })
})
