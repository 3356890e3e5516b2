import { describe, expect, test } from 'vitest'
import { confidenceBins, type ReportRow, reportData, rocCurve } from './data.ts'
import { reportHtml } from './html.ts'

const row = (text: string, actual: string, predicted: string, confidence = 0.8, outOfScope = 0.1): ReportRow => ({
  text,
  actual,
  intents: [
    { name: predicted, confidence },
    { name: 'other', confidence: 1 - confidence },
  ],
  outOfScope,
})
const rows = [
  row('where is it', 'status', 'status', 0.95),
  row('where is my <b>parcel</b>', 'status', 'cancel', 0.7),
  row('cancel & stop', 'cancel', 'cancel', 0.99),
  row('stop it', 'cancel', 'status', 0.4),
  row('tell me a joke', 'oos', 'status', 0.3, 0.9),
]
const trained = [
  { text: 'where is the parcel', intent: 'status' },
  { text: 'cancel the parcel', intent: 'cancel' },
]
const header = { title: 'Test & more', lines: ['of <today>'], figures: [{ name: 'Accuracy', value: '0.500' }] }

describe('what a report is made from', () => {
  const data = reportData(rows, trained)

  test('counts rows in scope; those out of scope are for the curve', () => {
    expect(data).toMatchObject({ rows: 4, right: 2, outOfScopeRows: 1, errorCount: 2 })
    expect(data.roc?.area).toBe(1)
    expect(reportData(rows.slice(0, 4), trained).roc).toBeNull()
  })

  test('has precision, recall and F1 of each intent', () => {
    expect(data.intents.find(({ intent }) => intent === 'status')).toEqual({
      intent: 'status',
      rows: 2,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    })
  })

  test('explains an error by the training examples most like it, and most like it in its own intent', () => {
    const [error] = data.errors
    expect(error).toMatchObject({ actual: 'status', predicted: 'cancel', ownConfidence: null })
    expect(error?.nearest[0]).toMatchObject({ text: 'where is the parcel' })
    expect(error?.nearestOwn[0]).toMatchObject({ intent: 'status' })
  })

  test('puts a confidence of 1 into the last bin', () => {
    const bins = confidenceBins(
      [
        { confidence: 1, isRight: true },
        { confidence: 0, isRight: false },
      ],
      4,
    )
    expect(bins.map(({ right, wrong }) => right - wrong)).toEqual([-1, 0, 0, 1])
    expect(bins[1]?.confidence).toBeNull()
  })

  test('has a ROC curve that begins at nothing, ends at everything, and takes ties as one step', () => {
    const { points } = rocCurve([0.9, 0.5], [0.5, 0.1])
    expect(points.map(({ falseAlarms, found }) => [falseAlarms, found])).toEqual([
      [0, 0],
      [0, 0.5],
      [0.5, 1],
      [1, 1],
    ])
  })
})

describe('the page', () => {
  const html = reportHtml(header, reportData(rows, trained))

  test('shows texts as texts', () => {
    expect(html).toContain('where is my &#60;b&#62;parcel&#60;/b&#62;')
    expect(html).not.toContain('<b>parcel')
    expect(html).toContain('<title>Test &#38; more</title>')
  })

  test('asks for nothing from outside', () => {
    expect(html).not.toMatch(/(?:src|href)=|url\(|@import|https?:/)
    expect(html).toContain("default-src 'none'")
  })

  test('has tables with captions and heads, and charts with titles', () => {
    expect(html.match(/<table/g)?.length).toBe(html.match(/<caption>/g)?.length)
    expect(html.match(/<svg /g)?.length).toBe(html.match(/<desc /g)?.length)
    expect(html).toContain('<th scope="col">')
  })

  test('is valid without a single row', () => {
    const empty = reportHtml(header, reportData([], []))
    expect(empty).toContain('None: every row was right.')
    expect(empty).not.toMatch(/[">]NaN/)
  })
})
