import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { FakeConversation } from '../../web/dev-server/conversations.ts'
import { type FakeServer, startFakeServer } from '../../web/dev-server/server.ts'
import { lowContrast, unnamedControls } from './accessible.ts'
import { closeBrowser, type OpenedPage, openPage } from './browser.ts'

/** The desk in a real browser against a stand-in server. The whole product: journey.test.ts. */
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

/** A conversation as if a customer had written these lines one after another. */
async function conversation(customer: string | null, ...lines: string[]): Promise<FakeConversation> {
  const made = new FakeConversation(customer)
  server.conversations.set(made.id, made)
  for (const [index, line] of lines.entries()) {
    made.accept(`line-${index}`, line)
    await Promise.resolve()
  }
  return made
}

async function openDesk(options?: Parameters<typeof openPage>[1]) {
  opened = await openPage(`${server.url}/desk#signin=si_test_token`, options)
  await opened.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' })
  return { ...opened, log: opened.page.getByRole('log', { name: 'Conversation' }) }
}

test('a conversation from the queue to its end with the keyboard alone', async () => {
  const first = await conversation('Ana Bo', 'I want a person')
  await conversation('Second Customer', 'a human please')
  const { page, log, complaints } = await openDesk()
  await page.getByRole('tab', { name: 'Waiting 2' }).waitFor()
  expect(await page.title()).toBe('(2) Parley Desk')
  await page.keyboard.press('j')
  await page.getByRole('heading', { name: 'Ana Bo' }).waitFor()
  await page.keyboard.press('t')
  await page.getByRole('button', { name: 'Give back' }).waitFor()
  await page.getByRole('tab', { name: 'Mine 1', selected: true }).waitFor()
  await page.keyboard.press('r')
  await page.getByLabel('Reply to the customer').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Hello Ana,')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('what can I do?')
  await page.keyboard.press('Enter')
  await log.getByText('Hello Ana,\nwhat can I do?').waitFor()
  expect(first.events.at(-1)).toMatchObject({ kind: 'agent-message', text: 'Hello Ana,\nwhat can I do?' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Private note' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('A note for us')
  await page.keyboard.press('Enter')
  await log.getByText('Private note of Ada Agent').waitFor()
  expect(JSON.stringify(first.events)).not.toContain('A note for us')
  await page.keyboard.press('Escape')
  await page.keyboard.press('w')
  await page.getByRole('heading', { name: 'Why this reply' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Why this reply' }).waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('e')
  await page.getByText('This conversation is over.').or(page.getByPlaceholder('Only the desk sees this')).waitFor()
  expect(first.status).toBe('closed')
  expect(complaints).toEqual([])
})

test('why a reply was given: reasons, intents, tool calls and steps', async () => {
  await conversation('Ana Bo', 'where is my order', 'a person please')
  const { page } = await openDesk()
  await page.getByRole('button', { name: /^Ana Bo/ }).click()
  await page.getByRole('button', { name: 'Why this reply' }).first().click()
  const why = page.getByRole('complementary', { name: 'Why this reply' })
  await why.getByText('The order number was given').waitFor()
  await why.getByText('orders/status', { exact: true }).first().waitFor()
  await why.getByText('get_order').click()
  await why.getByText('in-transit').waitFor()
  expect(await why.locator('ol').last().getByRole('listitem').count()).toBe(8)
  await why.locator('span', { hasText: /^understand$/ }).click()
  await why.getByText('corrections').waitFor()
})

test('what a customer wrote is text and nothing else', async () => {
  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> person'
  await conversation('<b>Ana</b>', 'html please', hostile)
  const { page, log, complaints } = await openDesk()
  await page.getByRole('button', { name: /Ana/ }).click()
  await log.getByText(hostile).waitFor()
  expect(await page.getByRole('heading', { name: '<b>Ana</b>' }).count()).toBe(1)
  expect(await log.locator('img, script, b').count()).toBe(0)
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(complaints).toEqual([])
})

test('the queue is live: a customer who asks for a person shows up by themselves', async () => {
  const { page } = await openDesk()
  await page.getByText('Nobody is waiting').waitFor()
  await conversation('Late Comer', 'a person please')
  server.cut()
  // The stand-in tells only of agents' actions; the connection that comes back reads everything again.
  await page.getByRole('button', { name: /^Late Comer/ }).waitFor()
})

test('a used-up sign-in link says so and takes another', async () => {
  opened = await openPage(`${server.url}/desk#signin=used_up_token`)
  const { page } = opened
  await page.getByRole('alert').getByText('These credentials are not known.').waitFor()
  expect(page.url()).toBe(`${server.url}/desk`)
  await page.getByLabel('Sign-in link or token').fill(`${server.url}/desk#signin=si_test_token`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Parley Desk' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Parley Desk' }).waitFor()
})

test('a reply that the server refuses stays, says why and can be sent again', async () => {
  const made = await conversation('Ana Bo', 'a person please')
  const { page, log } = await openDesk()
  await page.getByRole('button', { name: /^Ana Bo/ }).click()
  await page.getByRole('button', { name: 'Take' }).click()
  await page.route('**/reply', (route) =>
    route.fulfill({ status: 409, json: { status: 409, code: 'x', detail: 'You have not taken this conversation.' } }),
  )
  await page.getByLabel('Reply to the customer').fill('Hello')
  await page.keyboard.press('Enter')
  await log.getByText('Not sent. You have not taken this conversation.').waitFor()
  await page.unroute('**/reply')
  await log.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => made.events.filter((event) => event.kind === 'agent-message').length).toBe(1)
  await log.getByText('Not sent').waitFor({ state: 'detached' })
  expect(await log.getByText('Hello', { exact: true }).count()).toBe(1)
})

test('every control has a name and the text stands out, in light and dark, wide and narrow', async () => {
  await conversation('Ana Bo', 'where is my order', 'html', 'a person please')
  for (const options of [
    { colorScheme: 'light' as const },
    { colorScheme: 'dark' as const },
    { viewport: { width: 380, height: 700 } },
  ]) {
    const { page, log, close } = await openDesk(options)
    await page.getByRole('button', { name: /^Ana Bo/ }).click()
    await log.getByRole('button', { name: 'Why this reply' }).first().click()
    await page.getByText('The order number was given').waitFor()
    expect(await unnamedControls(page)).toEqual([])
    if (!('viewport' in options)) expect(await lowContrast(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await close()
    opened = null
  }
})
