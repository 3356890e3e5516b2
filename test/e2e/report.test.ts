import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ReportRow, reportData, reportHtml } from '#authoring/index.ts'
import { lowContrast, unnamedControls } from './accessible.ts'
import { closeBrowser, type OpenedPage, openPage } from './browser.ts'

const intents = ['orders/status', 'account/a_rather_long_name_that_goes_on_and_on', 'cancel']
const rows: ReportRow[] = Array.from({ length: 120 }, (_, i) => {
  const actual = i % 11 === 0 ? 'out-of-scope' : (intents[i % 3] as string)
  const predicted = i % 5 === 0 ? (intents[(i + 1) % 3] as string) : (intents[i % 3] as string)
  const confidence = ((i * 37) % 100) / 100
  return {
    text: `message ${i} <script>alert(${i})</script>`,
    actual,
    intents: [{ name: predicted, confidence }],
    outOfScope: actual === 'out-of-scope' ? 0.8 : 0.2,
  }
})

let folder: string
let url: string
let opened: OpenedPage | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-report-'))
  const file = join(folder, 'report.html')
  const trained = [{ text: 'message of another kind', intent: 'cancel' }]
  const figures = [{ name: 'Accuracy', value: '0.800', hint: 'in scope' }]
  await writeFile(file, reportHtml({ title: 'Understanding', lines: ['A test.'], figures }, reportData(rows, trained)))
  url = pathToFileURL(file).href
})
afterEach(async () => {
  await opened?.close()
  opened = undefined
})
afterAll(async () => {
  await closeBrowser()
  await rm(folder, { recursive: true, force: true })
})

describe('the report of an evaluation', () => {
  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'in %s at %i pixels fits, is readable, asks for nothing and runs nothing of a message',
    async (colorScheme, width) => {
      opened = await openPage(url, { colorScheme, viewport: { width, height: 800 } })
      const { page, complaints } = opened
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await page.reload()
      for (const summary of await page.locator('summary').all()) await summary.click()
      expect(requests).toEqual([url])
      expect(complaints).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      expect(await unnamedControls(page)).toEqual([])
      expect(await lowContrast(page)).toEqual([])
    },
  )

  test('sorts its tables by any column, up and down, with the keyboard', async () => {
    opened = await openPage(url)
    const { page } = opened
    const table = page.locator('table', { hasText: 'Every intent' })
    const column = async () => (await table.locator('tbody tr td:nth-child(4)').allInnerTexts()).map(Number)
    const button = table.getByRole('button', { name: 'Recall' })
    await button.focus()
    await page.keyboard.press('Enter')
    expect(await column()).toEqual((await column()).toSorted((a, b) => a - b))
    await page.keyboard.press('Enter')
    expect(await column()).toEqual((await column()).toSorted((a, b) => b - a))
    expect(await table.locator('th[aria-sort="descending"]').innerText()).toContain('Recall')
  })
})
