import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { demoCustomers } from '#assistants/storefront/shop/index.ts'
import type { CustomerEvent, EventList } from '#contracts'
import { type RunningServer, startServer } from '#test/server/start-server.ts'
import { buildWeb } from '../../scripts/build-web.ts'
import { closeBrowser, type OpenedPage, openPage } from './browser.ts'

/** The whole product as a user has it: server, database, shop, trained models, and the built pages in a real Chromium. */
const startsWithinMs = 120_000
let first: RunningServer
let server: RunningServer
let demoFile: string
const opened: OpenedPage[] = []

beforeAll(async () => {
  await buildWeb()
  demoFile = join(tmpdir(), `parley-e2e-demo-${process.pid}.json`)
  await writeFile(demoFile, JSON.stringify({ customers: demoCustomers }))
  first = await startServer({ environment: { PARLEY_DEMO: demoFile } })
  server = first
}, startsWithinMs)
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.close()))
})
afterAll(async () => {
  await closeBrowser()
  if (server !== first) await server.stop()
  await first.close()
  await rm(demoFile, { force: true })
})

async function open(path: string, options?: Parameters<typeof openPage>[1]): Promise<OpenedPage> {
  const page = await openPage(`${server.url}${path}`, options)
  opened.push(page)
  return page
}

/** The shop page with the chat open and the greeting there. */
async function openChat(options?: Parameters<typeof openPage>[1]) {
  const shop = await open('/', options)
  const parts = chatOf(shop.page)
  await parts.chat.getByRole('button', { name: 'Open chat' }).click()
  await parts.replies.first().waitFor()
  return { ...shop, ...parts }
}
function chatOf(page: Page) {
  const chat = page.locator('parley-chat')
  const log = chat.getByRole('log')
  const field = chat.getByLabel('Your message')
  const replies = log.locator('.reply')
  return {
    chat,
    log,
    field,
    replies,
    async write(text: string) {
      await field.fill(text)
      await field.press('Enter')
    },
    /** Writes and waits for the reply to it. */
    async ask(text: string) {
      const before = await replies.count()
      await field.fill(text)
      await field.press('Enter')
      await replies.nth(before).waitFor()
      return replies.nth(before)
    },
  }
}

/** What the server has of the conversation in this page. */
async function eventsOf(page: Page): Promise<CustomerEvent[]> {
  const saved = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith(':session')) ?? ''
    return JSON.parse(localStorage.getItem(key) ?? '{}') as { conversation: string; token: string }
  })
  const response = await fetch(`${server.url}/v1/conversations/${saved.conversation}/events?after=0`, {
    headers: { authorization: `Bearer ${saved.token}` },
  })
  return ((await response.json()) as EventList).events
}

test('a signed-in customer is greeted by name, and an answer from the documents shows its source', async () => {
  const { page, complaints } = await open('/')
  await page.getByRole('button', { name: 'Josephine Rivera' }).click()
  const { chat, replies, ask } = chatOf(page)
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await replies.first().getByText('Josephine').waitFor()
  const answer = await ask('How long do I have to return something?')
  await answer.locator('summary').click()
  const quote = await answer.locator('blockquote').first().textContent()
  expect(quote?.length).toBeGreaterThan(20)
  expect(complaints).toEqual([])
})

test('a suggested answer is pressed, sent once and then out of use', async () => {
  const { page, chat, log, replies } = await openChat()
  const button = replies.first().locator('.quick').first()
  const label = (await button.textContent()) ?? ''
  await button.click()
  await replies.nth(1).waitFor()
  expect(await log.locator('.mine .bubble').allInnerTexts()).toEqual([expect.stringContaining(label)])
  expect(await button.isDisabled()).toBe(true)
  const sent = (await eventsOf(page)).filter((event) => event.kind === 'message')
  expect(sent).toMatchObject([{ text: label }])
  expect(await chat.getByLabel('Your message').isEnabled()).toBe(true)
})

test('a reload keeps the conversation', async () => {
  const { page, ask } = await openChat()
  await ask('What does overnight shipping cost?')
  const said = await chatOf(page).log.locator('.bubble').allInnerTexts()
  await page.reload()
  await expect.poll(() => chatOf(page).log.locator('.bubble').allInnerTexts()).toEqual(said)
  await chatOf(page).ask('thanks')
  expect((await eventsOf(page)).filter((event) => event.kind === 'message')).toHaveLength(2)
})

test('from the assistant to a person and back, with nothing a customer writes becoming markup', async () => {
  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> where is my order?'
  const customer = await openChat()
  await customer.ask(hostile)
  await customer.ask('I want to talk to a person')
  await customer.log.getByText('You are in line for a person').waitFor()

  const desk = await open(`/desk#signin=${server.adminSignIn}`)
  const waiting = desk.page.getByRole('tabpanel').getByRole('button')
  await waiting.first().click()
  const log = desk.page.getByRole('log', { name: 'Conversation' })
  await log.getByText(hostile).waitFor()

  await log.getByRole('button', { name: 'Why this reply' }).first().click()
  const why = desk.page.getByRole('complementary', { name: 'Why this reply' })
  for (const step of ['receive', 'understand', 'resolve', 'decide', 'act', 'respond', 'check'])
    await why.locator('ol').last().getByText(step, { exact: true }).waitFor()

  await desk.page.getByRole('button', { name: 'Take' }).click()
  await customer.chat.getByText(/has joined the chat/).waitFor()
  await desk.page.getByLabel('Reply to the customer').fill('Hello, I am <b>here</b>.')
  await desk.page.keyboard.press('Enter')
  await customer.log.getByText('Hello, I am <b>here</b>.').waitFor()

  const before = await customer.replies.count()
  await customer.write('Oh, a human. What is your name?')
  await log.getByText('Oh, a human. What is your name?').waitFor()
  await customer.log.getByText('a person will answer').waitFor()
  expect(await customer.replies.count()).toBe(before)

  await desk.page.getByRole('button', { name: 'Give back' }).click()
  await customer.log.getByText(/is answering again/).waitFor()
  await customer.ask('How long does standard shipping take?')

  await customer.ask('Please get me a human after all')
  await desk.page.getByRole('button', { name: 'Take' }).click()
  await desk.page.getByRole('button', { name: 'Resolve' }).click()
  await customer.chat.getByRole('radio', { name: '5: Excellent' }).check()
  await customer.chat.getByRole('button', { name: 'Send rating' }).click()
  await log.getByText('The customer rated the conversation 5 of 5').waitFor()

  for (const { page, complaints } of [customer, desk]) {
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(complaints).toEqual([])
  }
  expect(await customer.log.locator('img, script, b').count()).toBe(0)
  expect(await log.locator('img, script, b').count()).toBe(0)
})

test('on a phone: signed in, asked, answered, nothing wider than the screen', async () => {
  const { page, complaints } = await open('/', {
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  })
  await page.getByRole('button', { name: 'Marcus Bell' }).tap()
  const { chat, ask } = chatOf(page)
  await chat.getByRole('button', { name: 'Open chat' }).tap()
  await ask('Where is my order MF-104310?')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  expect(complaints).toEqual([])
})

test('where no WebSocket gets through, messages and replies go over plain HTTP', async () => {
  const { page, ask } = await openChat()
  await page.routeWebSocket(/\/socket$/, (socket) => socket.close())
  const stream = page.waitForRequest(/\/stream\?/)
  await page.reload()
  await stream
  await ask('What does overnight shipping cost?')
  await ask('Do you ship to Canada?')
  expect((await eventsOf(page)).filter((event) => event.kind === 'message')).toHaveLength(2)
})

test('a server that is killed and comes back loses and doubles nothing', { timeout: startsWithinMs }, async () => {
  const { page, log, ask, write } = await openChat()
  await ask('What does overnight shipping cost?')
  await write('How long do I have to return boots?')
  await server.kill()
  await write('Do you ship to Canada?')
  await log.getByText('Do you ship to Canada?').waitFor()
  server = await startServer({
    dataFolder: first.dataFolder,
    port: Number(new URL(first.url).port),
    shop: first.shop,
    environment: { PARLEY_DEMO: demoFile },
  })
  const texts = ['What does overnight shipping cost?', 'How long do I have to return boots?', 'Do you ship to Canada?']
  const state = async () => {
    const events = await eventsOf(page)
    const messages = events.filter((event) => event.kind === 'message')
    const answered = events.flatMap((event) => (event.kind === 'reply' ? event.answers : []))
    return { texts: messages.map((event) => event.text), unanswered: messages.length - answered.length }
  }
  await expect.poll(state, { timeout: 60_000, interval: 500 }).toEqual({ texts, unanswered: 0 })
  await expect.poll(() => log.locator('.mine[data-state="sent"] .bubble').count(), { timeout: 30_000 }).toBe(3)
  const answered = (await eventsOf(page)).flatMap((event) => (event.kind === 'reply' ? event.answers : []))
  expect(new Set(answered).size).toBe(answered.length)
  expect(await log.locator('.mine .bubble').count()).toBe(3)
})
