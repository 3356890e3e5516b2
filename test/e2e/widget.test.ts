import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { type FakeServer, startFakeServer } from '../../web/dev-server/server.ts'
import { lowContrast, unnamedControls } from './accessible.ts'
import { closeBrowser, type OpenedPage, openPage } from './browser.ts'

/** The widget in a real browser against a stand-in server, which can be told to misbehave. The whole product: journey.test.ts. */
let server: FakeServer
let opened: OpenedPage | null = null

beforeAll(async () => {
  await buildWeb()
})
beforeEach(async () => {
  server = await startFakeServer()
})
afterEach(async () => {
  await opened?.close()
  opened = null
  await server.close()
})
afterAll(closeBrowser)

async function openShop(options?: Parameters<typeof openPage>[1]) {
  opened = await openPage(server.url, options)
  const { page } = opened
  const chat = page.locator('parley-chat')
  return { ...opened, chat, log: chat.getByRole('log'), field: chat.getByLabel('Your message') }
}
const theOnly = () => {
  expect(server.conversations.size).toBe(1)
  const [conversation] = server.conversations.values()
  if (!conversation) throw new Error('no conversation')
  return conversation
}

test('a chat with the keyboard alone: open, answer with a suggested button, write, read a source, close', async () => {
  const { page, chat, log, field, complaints } = await openShop()
  const launcher = chat.getByRole('button', { name: 'Open chat' })
  await launcher.focus()
  await page.keyboard.press('Enter')
  await log.getByText('How can I help?').waitFor()
  const focused = () =>
    page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement
      return inner?.getAttribute('aria-label') ?? inner?.textContent ?? null
    })
  expect(await focused()).toBe('Your message')
  for (let steps = 0; (await focused()) !== 'Where is my order?'; steps++) {
    expect(steps).toBeLessThan(12)
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await log.getByText('should arrive on Friday').waitFor()
  expect(await chat.getByRole('button', { name: 'Where is my order?' }).isDisabled()).toBe(true)

  await field.focus()
  await page.keyboard.type('two lines')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('about shipping')
  await page.keyboard.press('Enter')
  const sources = log.getByText('2 sources')
  await sources.waitFor()
  expect(theOnly().events.findLast((event) => event.kind === 'message')).toMatchObject({
    text: 'two lines\nabout shipping',
  })
  await sources.focus()
  await page.keyboard.press('Enter')
  const link = log.getByRole('link', { name: 'When shipping is free' })
  await link.waitFor()
  expect(await link.getAttribute('rel')).toContain('noopener')
  await page.keyboard.press('Escape')
  expect(await chat.getByRole('dialog').isVisible()).toBe(false)
  expect(await focused()).toBe('Open chat')
  expect(complaints).toEqual([])
})

test('whatever customer, assistant or agent write stays text', async () => {
  const { page, log, chat, field, complaints } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  const hostile = 'html <img src=x onerror="window.hacked=1"><script>window.hacked=1</script> javascript:alert(1)'
  await field.fill(hostile)
  await page.keyboard.press('Enter')
  await log.getByText('<img src=x onerror="window.hacked = true">').waitFor()
  theOnly().take('<b>Ana</b>')
  theOnly().say('[x](javascript:alert(1)) https://example.com/"><img src=x onerror=alert(1)>')
  await log.getByText('[x](javascript:alert(1))').waitFor()
  expect(await log.getByText(hostile).count()).toBe(1)
  expect(await log.locator('img, script, b').count()).toBe(0)
  expect(await log.getByRole('link').evaluateAll((all) => all.map((each) => each.getAttribute('href')))).toEqual([
    'https://example.com/',
  ])
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(complaints).toEqual([])
})

test('messages of an interrupted connection arrive once, in order, after a reload too', async () => {
  const { page, log, chat, field } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  server.misfortune.cutAfterStore = true
  await field.fill('stored but not acknowledged')
  await page.keyboard.press('Enter')
  await log.getByText('stored but not acknowledged').waitFor()
  server.misfortune.down = true
  server.misfortune.noSockets = true
  server.cut()
  await field.fill('written while the server is away')
  await page.keyboard.press('Enter')
  await log.getByText('Sending').first().waitFor()
  await page.reload()
  server.misfortune.down = false
  server.misfortune.noSockets = false
  server.misfortune.cutAfterStore = false
  await expect.poll(() => log.locator('.mine[data-state="sent"]').allInnerTexts(), { timeout: 15_000 }).toHaveLength(2)
  const stored = theOnly().events.flatMap((event) => (event.kind === 'message' ? [event.text] : []))
  expect(stored).toEqual(['stored but not acknowledged', 'written while the server is away'])
  expect(await log.locator('.mine .bubble').count()).toBe(2)
})

test('a browser that goes offline says so, keeps what is written and sends it when it is back', async () => {
  const { page, context, log, chat, field } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  await context.setOffline(true)
  await chat.getByText('You are offline').waitFor()
  await field.fill('from the tunnel')
  await page.keyboard.press('Enter')
  await log.getByText('Will be sent when you are back online').waitFor()
  await context.setOffline(false)
  await log.locator('.mine[data-state="sent"]').waitFor()
  expect(theOnly().events.filter((event) => event.kind === 'message')).toHaveLength(1)
})

test('where sockets are blocked the chat works over plain HTTP', async () => {
  server.misfortune.noSockets = true
  const { page, log, chat, field } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await field.fill('where is my order')
  await page.keyboard.press('Enter')
  await log.getByText('should arrive on Friday').waitFor()
})

test('a refused message can be sent again', async () => {
  const { page, log, chat, field } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  server.misfortune.refuse = 'Please write less.'
  await field.fill('where is my order')
  await page.keyboard.press('Enter')
  await log.getByText('Not sent. Please write less.').waitFor()
  server.misfortune.refuse = null
  await log.getByRole('button', { name: 'Try again' }).click()
  await log.getByText('should arrive on Friday').waitFor()
})

test('the launcher counts what came while the chat was closed', async () => {
  const { page, log, chat, field } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  await field.fill('I want a human')
  await page.keyboard.press('Enter')
  await chat.getByText('1 ahead of you').waitFor()
  await page.keyboard.press('Escape')
  theOnly().take('Ana')
  theOnly().say('Here I am')
  const launcher = chat.getByRole('button', { name: 'Open chat, 1 unread' })
  await launcher.waitFor()
  await launcher.click()
  await chat.getByText('You are talking to Ana').waitFor()
  await page.keyboard.press('Escape')
  await chat.getByRole('button', { name: 'Open chat', exact: true }).waitFor()
})

test('thumbs and the closing question reach the server', async () => {
  const { page, log, chat, field } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  await field.fill('where is my order')
  await page.keyboard.press('Enter')
  await log.getByRole('button', { name: 'Not helpful' }).click()
  await log.getByLabel('What was wrong?').fill('It was about another order')
  await page.keyboard.press('Enter')
  await log.getByText('Thank you.').waitFor()
  expect(theOnly().feedback).toMatchObject([
    { value: 'down', comment: '' },
    { value: 'down', comment: 'It was about another order' },
  ])
  await chat.getByRole('button', { name: 'End chat' }).click()
  await chat.getByRole('radio', { name: '4: Good' }).check()
  await chat.getByRole('button', { name: 'Send rating' }).click()
  await chat.getByText('Thank you for your rating.').waitFor()
  expect(theOnly().events.at(-1)).toMatchObject({ kind: 'satisfaction', score: 4 })
  await chat.getByRole('button', { name: 'Start a new chat' }).click()
  await log.getByText('How can I help?').waitFor()
  expect(server.conversations.size).toBe(2)
})

test('on a phone the chat fills the screen and keeps the focus inside', async () => {
  const { page, chat, log } = await openShop({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true })
  await chat.getByRole('button', { name: 'Open chat' }).tap()
  await log.getByText('How can I help?').waitFor()
  expect(await chat.getByRole('dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  for (let steps = 0; steps < 15; steps++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('PARLEY-CHAT')
  }
  await chat.getByRole('button', { name: 'Close chat' }).tap()
  expect(await chat.getByRole('dialog').isVisible()).toBe(false)
})

test('every control has a name, the log is a polite live region, and the text stands out in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, log, chat, field, close } = await openShop({ colorScheme })
    await chat.getByRole('button', { name: 'Open chat' }).click()
    await field.fill('how does shipping work')
    await page.keyboard.press('Enter')
    await log.getByText('2 sources').click()
    expect(await unnamedControls(page)).toEqual([])
    expect(await log.getAttribute('aria-live')).toBe('polite')
    expect(await lowContrast(page)).toEqual([])
    await close()
    opened = null
  }
})

test('two tabs of one visitor show one conversation', async () => {
  const { page, context, log, chat, field } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  const second = await context.newPage()
  await second.goto(server.url)
  const there = second.locator('parley-chat')
  await there.getByRole('button', { name: 'Open chat' }).click()
  await field.fill('where is my order')
  await page.keyboard.press('Enter')
  await there.getByRole('log').getByText('should arrive on Friday').waitFor()
  expect(await there.locator('.mine').count()).toBe(1)
  expect(server.conversations.size).toBe(1)
})

test('a reply is seen while it is written; what is taken back goes, and the reply takes its place once', async () => {
  const { chat, log, complaints } = await openShop()
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await log.getByText('How can I help?').waitFor()
  const draft = log.locator('.draft')
  const write = (turn: string, index: number, text: string) => theOnly().broadcast({ type: 'draft', turn, index, text })
  write('t1', 0, 'Boots may come back within 30 days.')
  await log.getByText('within 30 days.').waitFor()
  write('t1', 1, ' It is free.')
  await log.getByText('within 30 days. It is free.').waitFor()
  // Read out once, whole, when it is there.
  expect(await draft.getAttribute('aria-hidden')).toBe('true')
  theOnly().broadcast({ type: 'retract', turn: 't1' })
  await draft.waitFor({ state: 'hidden' })
  write('t1', 0, 'Boots may come back within 60 days.')
  await log.getByText('within 60 days.').waitFor()
  theOnly().answer([{ kind: 'text', text: 'Boots may come back within 60 days. It is free.' }])
  await log.getByText('within 60 days. It is free.').waitFor()
  await draft.waitFor({ state: 'hidden' })
  expect(await log.getByText('within 60 days').count()).toBe(1)
  expect(complaints).toEqual([])
})
