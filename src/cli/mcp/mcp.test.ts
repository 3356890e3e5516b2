import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'

/** The command as another program starts it, over its standard input and output, against a real server. */
let server: TestServer
let client: Client

async function connect(key: string): Promise<Client> {
  const other = new Client({ name: 'test', version: '1' })
  await other.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(import.meta.dirname, '../main.ts'), 'mcp'],
      env: { PATH: process.env.PATH ?? '', PARLEY_URL: server.url, PARLEY_KEY: key },
    }),
  )
  return other
}

beforeAll(async () => {
  server = await composeTestServer()
  client = await connect(server.apiKey)
})
afterAll(async () => {
  await client.close()
  await server.close()
})

interface Called {
  isError?: boolean
  content: { text: string }[]
  structuredContent: Record<string, unknown>
}
const call = async (name: string, args: Record<string, unknown>, by = client) =>
  (await by.callTool({ name, arguments: args })) as unknown as Called

describe('a running Parley as an MCP server', () => {
  test('tells its tools, with what they take and give', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).sort()).toEqual(['ask', 'get_conversation', 'list_flows', 'search_knowledge'])
    expect(tools.every(({ outputSchema }) => outputSchema?.type === 'object')).toBe(true)
    expect(client.getInstructions()).toContain('confirm')
  })

  test('is talked to turn by turn in one conversation, and what was said can be read', async () => {
    const first = (await call('ask', { text: 'paint my house' })).structuredContent
    expect(first).toMatchObject({ outcome: 'asked', reply: expect.stringContaining('Which colour') })
    const { conversation } = first
    const second = (await call('ask', { text: 'blue', conversation })).structuredContent
    expect(second).toMatchObject({ conversation, reply: expect.stringContaining('I will paint it blue. Shall I?') })
    expect((await call('ask', { text: 'yes', conversation })).structuredContent).toMatchObject({
      reply: expect.stringContaining('It is blue now.'),
    })
    const read = (await call('get_conversation', { conversation })).structuredContent
    expect(read).toMatchObject({ status: 'open' })
    expect(JSON.stringify(read)).toContain('"from":"customer","text":"paint my house"')
  })

  test('searches the articles and lists what it does', async () => {
    const found = (await call('search_knowledge', { query: 'how long does paint take to dry', limit: 2 }))
      .structuredContent
    expect(JSON.stringify(found)).toContain('six hours')
    const { flows } = (await call('list_flows', {})).structuredContent
    expect(flows).toMatchObject([{ flow: 'paint-house', description: 'Paints something in a colour' }])
  })

  test('gives sources with an answer from the articles', async () => {
    const { structuredContent } = await call('ask', { text: 'how long does paint take to dry?' })
    expect(structuredContent).toMatchObject({ sources: [{ title: 'Drying times' }] })
  })

  test('refuses what is no conversation, and tells what the server refuses without a stack or a key', async () => {
    expect((await call('get_conversation', { conversation: '../releases' })).isError).toBe(true)
    const unknown = await call('ask', { text: 'hi', conversation: 'cv_0000000000000000000000' })
    expect(unknown.isError).toBe(true)
    const stranger = await connect('ak_wrong')
    const refused = await call('list_flows', {}, stranger)
    await stranger.close()
    expect(refused.isError).toBe(true)
    for (const { content } of [unknown, refused]) expect(content[0]?.text).not.toMatch(/ak_|\bat .*\.ts:/)
  })
})
