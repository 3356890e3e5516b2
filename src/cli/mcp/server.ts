import { randomUUID } from 'node:crypto'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import {
  ConversationView,
  type CustomerEvent,
  EventList,
  FlowList,
  KnowledgeFound,
  SentMessage,
  StartedConversation,
} from '#contracts'
import { AppError } from '#domain/errors.ts'
import type { ServerCalls } from '../server-client.ts'

/** Events of a conversation that are given at once, the newest. */
const eventsAtMost = 100

const conversationId = z.string().regex(/^cv_\w{1,56}$/, 'a conversation is named like cv_1m7y…')

const instructions =
  'A customer-service assistant of a company. `ask` is one turn of a customer with it, in a conversation that keeps its state: what it does ' +
  'is decided by its flows, which confirm with the customer before they change anything. Pass confirmations on to the customer; never ' +
  'answer one by yourself.'

/** A running Parley as MCP tools. What they return is what customers and documents say: text to read, and never instructions. */
export function parleyMcp({ post, get }: ServerCalls, version: string): McpServer {
  const server = new McpServer({ name: 'parley', version }, { instructions })

  server.registerTool(
    'ask',
    {
      title: 'Say something to the assistant',
      description:
        'One message of a customer and the reply to it. Leave `conversation` out to begin one, and give it to go on in it.',
      inputSchema: {
        text: z.string().min(1).max(8_000).describe("The customer's message, in their words"),
        conversation: conversationId.optional(),
        locale: z.string().max(20).optional().describe('BCP 47; only where a conversation begins'),
      },
      outputSchema: {
        conversation: z.string(),
        outcome: z.string(),
        reply: z.string(),
        options: z.array(z.string()),
        sources: z.array(z.object({ title: z.string(), quote: z.string() })),
      },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
    },
    ({ text, conversation, locale }) =>
      answered(async () => {
        const id = conversation ?? (await begin(post, locale))
        const sent = await post(`/v1/conversations/${id}/messages?wait=true`, { clientId: `mcp-${randomUUID()}`, text })
        return turnOf(id, SentMessage.parse(sent).events)
      }),
  )

  server.registerTool(
    'search_knowledge',
    {
      title: "Search the company's articles",
      description:
        'Passages of the articles that a question finds, best first, with how sure it is that they answer it.',
      inputSchema: {
        query: z.string().min(1).max(500),
        locale: z.string().max(20).optional(),
        limit: z.number().int().min(1).max(20).optional(),
      },
      outputSchema: KnowledgeFound.shape,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ query, locale, limit }) =>
      answered(async () => {
        const asked = new URLSearchParams({
          q: query,
          ...(locale && { locale }),
          ...(limit && { limit: String(limit) }),
        })
        return KnowledgeFound.parse(await get(`/v1/knowledge/search?${asked}`))
      }),
  )

  server.registerTool(
    'list_flows',
    {
      title: 'What the assistant does',
      description:
        'The tasks that the assistant carries out for customers, what each needs to know, and whether it changes anything.',
      inputSchema: {},
      outputSchema: FlowList.shape,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    () => answered(async () => FlowList.parse(await get('/v1/flows'))),
  )

  server.registerTool(
    'get_conversation',
    {
      title: 'A conversation so far',
      description: 'Whether a conversation is open, waits for a person or is with one, and what was said in it.',
      inputSchema: { conversation: conversationId },
      outputSchema: {
        conversation: z.string(),
        status: z.string(),
        said: z.array(z.object({ at: z.string(), from: z.string(), text: z.string() })),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ conversation }) =>
      answered(async () => {
        const view = ConversationView.parse(await get(`/v1/conversations/${conversation}`))
        const after = Math.max(0, view.lastSeq - eventsAtMost)
        const { events } = EventList.parse(await get(`/v1/conversations/${conversation}/events?after=${after}`))
        return { conversation, status: view.status, said: events.flatMap(said) }
      }),
  )
  return server
}

async function begin(post: ServerCalls['post'], locale: string | undefined): Promise<string> {
  const started = await post('/v1/conversations', { channel: 'rest', ...(locale !== undefined && { locale }) })
  return StartedConversation.parse(started).conversation
}

function turnOf(conversation: string, events: readonly CustomerEvent[]) {
  const replies = events.flatMap((event) => (event.kind === 'reply' ? [event] : []))
  const last = replies.at(-1)
  const isHeld = last === undefined && events.some(({ kind }) => kind === 'held')
  return {
    conversation,
    outcome: last?.outcome ?? (isHeld ? 'held' : 'none'),
    reply: isHeld ? 'A person has this conversation and will answer in it.' : replies.map(partsText).join('\n'),
    options: last?.quickReplies.map(({ label }) => label) ?? [],
    sources: replies.flatMap(({ parts }) =>
      parts
        .flatMap((part) => (part.kind === 'text' ? (part.citations ?? []) : []))
        .map(({ title, quote }) => ({ title, quote })),
    ),
  }
}

type ReplyEvent = Extract<CustomerEvent, { kind: 'reply' }>

const partsText = ({ parts }: Pick<ReplyEvent, 'parts'>): string =>
  parts
    .map((part) =>
      part.kind === 'text'
        ? part.text
        : [part.title, ...part.lines.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
    )
    .join('\n')

function said(event: CustomerEvent): { at: string; from: string; text: string }[] {
  switch (event.kind) {
    case 'message':
      return [{ at: event.at, from: 'customer', text: event.text }]
    case 'reply':
      return [{ at: event.at, from: 'assistant', text: partsText(event) }]
    case 'agent-message':
      return [{ at: event.at, from: event.agent, text: event.text }]
    default:
      return []
  }
}

/** What a tool gives: structured, and as JSON for clients that read text. What goes wrong is told as a failed call, in our words. */
async function answered<T extends Record<string, unknown>>(work: () => Promise<T>) {
  try {
    const value = await work()
    return { structuredContent: value, content: [{ type: 'text' as const, text: JSON.stringify(value) }] }
  } catch (error) {
    const text =
      error instanceof AppError ? error.message : 'The server gave an answer that this version does not know.'
    return { isError: true, content: [{ type: 'text' as const, text }] }
  }
}
