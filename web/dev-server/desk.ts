import type { FastifyInstance } from 'fastify'
import type { DeskConversation, DeskDetail, DeskEvent, TurnTrace } from '#contracts'
import type { FakeConversation } from './conversations.ts'

/** The desk's side of the stand-in server. Its one session is `ss_test`, its one sign-in `si_test_token`. */
export function deskRoutes(
  app: FastifyInstance,
  conversations: Map<string, FakeConversation>,
  cuts: Set<() => void>,
): void {
  const notes = new Map<string, DeskEvent[]>()
  const listeners = new Set<(text: string) => void>()
  const tell = (conversation: FakeConversation) => {
    const frame = JSON.stringify({ type: 'changed', conversation: conversation.id, seq: conversation.view().lastSeq })
    for (const listener of listeners) listener(frame)
  }
  const agent = { id: 'ag_1', name: 'Ada Agent', email: 'ada@example.com', role: 'admin' }

  app.post('/v1/desk/sign-in', (request, answer) =>
    (request.body as { token: string }).token === 'si_test_token'
      ? { session: 'ss_test', agent }
      : answer.code(401).send({ status: 401, code: 'access.invalid', detail: 'These credentials are not known.' }),
  )
  app.get('/v1/desk/conversations', (request) => {
    const wanted = (request.query as { status: string }).status.split(',')
    const found = [...conversations.values()].filter(({ status }) => wanted.includes(status))
    return { conversations: found.map(listed) }
  })
  app.get('/v1/desk/conversations/:id', (request, answer) => {
    const found = conversations.get((request.params as { id: string }).id)
    if (!found) return answer.code(404).send({ status: 404, code: 'conversation.unknown', detail: 'Unknown.' })
    const events = [...found.events.flatMap(shownOf), ...(notes.get(found.id) ?? [])]
    const slots = [
      { flow: 'cancel-order', name: 'order', value: 'MF-104233' },
      { flow: 'cancel-order', name: 'reason', value: { kind: 'other', text: 'ordered twice' } },
    ]
    const summary = 'Wanted: Return an item\nDone: create return (MF-104233)'
    const at = '2026-11-03T09:00:00Z'
    const talkedAbout = [
      {
        type: 'order_number',
        text: 'MF-104233',
        times: 3,
        firstAt: at,
        lastAt: at,
        known: { status: 'delivered', total: 149, items: ['Fellside Trail Boots', 'brown'] },
        done: [{ what: 'return-item', outcome: 'done' as const, at }],
      },
    ]
    const course = { inWords: 'somewhat frustrated, rising', frustration: 0.41, predictedSatisfaction: 3.1 }
    return {
      ...listed(found),
      events: events.sort((a, b) => a.seq - b.seq),
      slots,
      course,
      summary,
      talkedAbout,
    } satisfies DeskDetail
  })
  app.post('/v1/desk/conversations/:id/:action', (request, answer) => {
    const { id, action } = request.params as { id: string; action: string }
    const { text = '' } = request.body as { text?: string }
    const found = conversations.get(id)
    if (!found) return answer.code(404).send({ status: 404, code: 'conversation.unknown', detail: 'Unknown.' })
    if (action === 'take') found.take(agent.name)
    else if (action === 'reply') found.say(text)
    else if (action === 'give-back') found.setOpen()
    else if (action === 'resolve') found.close()
    else if (action === 'note') {
      const note: DeskEvent = {
        kind: 'note',
        seq: found.view().lastSeq + 0.5,
        at: new Date().toISOString(),
        agent: agent.name,
        text,
      }
      notes.set(id, [...(notes.get(id) ?? []), note])
    }
    tell(found)
    return answer.code(204).send()
  })
  app.get('/v1/desk/socket', { websocket: true }, (socket) => {
    const listener = (text: string) => socket.send(text)
    socket.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { type: string }
      if (type !== 'hello') return
      listeners.add(listener)
      socket.send('{"type":"ready"}')
    })
    const cut = () => socket.terminate()
    cuts.add(cut)
    socket.on('close', () => {
      cuts.delete(cut)
      listeners.delete(listener)
    })
  })
}

function listed(conversation: FakeConversation): DeskConversation {
  const { id, status, customer, agent, events } = conversation
  const said = events.findLast((event) => event.kind === 'message' || event.kind === 'agent-message')
  const at = events.at(-1)?.at ?? new Date().toISOString()
  const summary = 'Wants to cancel MF-104233. The parcel has left; the customer ordered twice by mistake.'
  const handoff = { ticket: 'tk_1', reason: 'asked-for-person', team: 'service', priority: 'high', summary } as const
  return {
    conversation: id,
    status,
    channel: 'widget',
    customer: { name: customer, level: customer ? 'verified' : 'anonymous' },
    lastSeq: conversation.view().lastSeq,
    lastActivityAt: at,
    lastText: said && 'text' in said ? said.text : '',
    handoff:
      status === 'waiting' || status === 'taken' ? { ...handoff, requestedAt: at, agent, mine: agent !== null } : null,
    satisfaction: null,
  }
}

function shownOf(event: FakeConversation['events'][number]): DeskEvent[] {
  const { seq, at } = event
  if (event.kind === 'message') return [{ kind: 'message', seq, at, text: event.text, erased: false }]
  if (event.kind === 'reply') {
    const { outcome, parts, quickReplies } = event
    return [{ kind: 'reply', seq, at, outcome, parts, quickReplies, trace: event.turn ? trace : null, feedback: 'up' }]
  }
  if (event.kind === 'agent-message') return [{ kind: 'agent-message', seq, at, agent: event.agent, text: event.text }]
  if (event.kind === 'status') return [{ kind: 'log', seq, at, text: `The conversation is ${event.status}` }]
  return []
}

const trace: TurnTrace = {
  outcome: 'acted',
  release: 'rel_7f3a9c21d0e84b55',
  durationMs: 7.42,
  language: 'en',
  intents: [
    { name: 'orders/status', confidence: 0.91 },
    { name: 'orders/missing', confidence: 0.06 },
    { name: 'shipping/options', confidence: 0.02 },
  ],
  entities: [{ type: 'order-number', text: 'mf 104233', value: 'MF-104233', confidence: 0.99 }],
  commands: [
    { kind: 'start-flow', confidence: 0.91, proposer: 'embedded', detail: 'order-status' },
    { kind: 'set-slot', confidence: 0.99, proposer: 'entities', detail: 'order = "MF-104233"' },
  ],
  toolCalls: [
    {
      tool: 'get_order',
      outcome: 'ok',
      ms: 3.1,
      input: { orderNumber: 'MF-104233' },
      result: { orderNumber: 'MF-104233', state: 'in-transit', items: [{ name: 'Trail Boots', quantity: 1 }] },
    },
  ],
  reasons: ['“where is my order” means orders/status (0.91)', 'The order number was given, so nothing had to be asked'],
  steps: [
    { step: 'receive', ms: 0.11, notes: { length: 34 } },
    { step: 'understand', ms: 1.92, notes: { intent: 'orders/status', language: 'en', corrections: [] } },
    { step: 'resolve', ms: 0.2, notes: {} },
    { step: 'decide', ms: 0.34, notes: { policy: 'act' } },
    { step: 'act', ms: 3.6, notes: { flow: 'order-status', step: 3 } },
    { step: 'respond', ms: 0.4, notes: { response: 'order-status' } },
    { step: 'check', ms: 0.15, notes: { verdict: 'pass' } },
    { step: 'record', ms: 0.7, notes: { events: 2 } },
  ],
  modelCalls: [
    {
      role: 'understand',
      model: 'small',
      outcomes: ['timed-out', 'given'],
      inputTokens: 2140,
      outputTokens: 61,
      cost: 0.0004,
      cache: 'none',
      ms: 640,
    },
  ],
}
