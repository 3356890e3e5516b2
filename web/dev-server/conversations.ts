import { randomUUID } from 'node:crypto'
import type { ConversationView, CustomerEvent, ProfileView, ReplyPart, ServerFrame, Status } from '#contracts'

/** An event before it has its number and time. */
type Draft = CustomerEvent extends infer Event
  ? Event extends CustomerEvent
    ? Omit<Event, 'seq' | 'at'>
    : never
  : never

/** One conversation of the stand-in server: numbered events, who listens, and the scripted assistant. */
export class FakeConversation {
  readonly id = `cnv_${randomUUID()}`
  readonly token = `tok_${randomUUID()}`
  readonly events: CustomerEvent[] = []
  readonly listeners = new Set<(frame: ServerFrame) => void>()
  readonly customer: string | null
  readonly feedback: unknown[] = []
  status: Status = 'open'
  agent: string | null = null
  /** What is remembered; guests are not known. */
  profile: ProfileView
  readonly typingSeen: boolean[] = []
  #seq = 0

  constructor(customer: string | null) {
    this.customer = customer
    this.profile = { remembers: 'ask', known: customer !== null, consent: null, facts: [] }
    this.#record(
      reply(
        [],
        [{ kind: 'text', text: `Hello${customer ? ` ${customer}` : ''}! I am Finn, the assistant. How can I help?` }],
        ['Where is my order?', 'Start a return', 'Talk to a person'],
      ),
    )
  }

  view(): ConversationView {
    const { id, status, agent } = this
    const handoff = status === 'waiting' || status === 'taken' ? { ahead: agent ? null : 1, agent } : null
    return {
      conversation: id,
      status,
      channel: 'widget',
      locale: 'en',
      assistant: { name: 'Finn' },
      lastSeq: this.#seq,
      handoff,
    }
  }

  after(seq: number): CustomerEvent[] {
    return this.events.filter((event) => event.seq > seq)
  }

  /** Stores a message once and answers it. */
  accept(clientId: string, text: string): { seq: number; seen: boolean } {
    const known = this.events.find((event) => event.kind === 'message' && event.clientId === clientId)
    if (known) return { seq: known.seq, seen: true }
    const stored = this.#record({ kind: 'message', clientId, text })
    // The answer comes after the acknowledgement, as on the real server.
    queueMicrotask(() => this.#answer(stored.seq, text))
    return { seq: stored.seq, seen: false }
  }

  take(agent: string): void {
    this.agent = agent
    this.#setStatus('taken')
  }

  say(text: string): void {
    this.#record({ kind: 'agent-message', agent: this.agent ?? 'Agent', text })
  }

  /** A reply to the newest message, after whatever was drafted. */
  answer(parts: ReplyPart[]): void {
    this.#record(reply([this.#seq], parts))
  }

  setOpen(): void {
    this.agent = null
    this.#setStatus('open')
  }

  close(): void {
    this.#setStatus('closed')
  }

  score(score: number): void {
    this.#record({ kind: 'satisfaction', score })
  }

  broadcast(frame: ServerFrame): void {
    for (const listener of this.listeners) listener(frame)
  }

  #answer(seq: number, text: string): void {
    if (this.status === 'taken') return
    this.broadcast({ type: 'typing', on: true, by: 'assistant' })
    for (const [pattern, parts, quick] of script) {
      if (!pattern.test(text)) continue
      this.#record(reply([seq], parts, quick))
      break
    }
    if (/person|human|agent/i.test(text)) this.#setStatus('waiting')
    if (/bye/i.test(text)) this.#setStatus('closed')
  }

  #setStatus(status: Status): void {
    this.status = status
    this.#record({ kind: 'status', status, agent: this.agent })
  }

  #record(draft: Draft): CustomerEvent {
    // The numbers have holes, as on the real server, where inner events are not shown.
    this.#seq += draft.kind === 'reply' ? 2 : 1
    const event = { ...draft, seq: this.#seq, at: new Date().toISOString() } as CustomerEvent
    this.events.push(event)
    this.broadcast({ type: 'event', event })
    return event
  }
}

function reply(answers: number[], parts: ReplyPart[], labels: string[] = []): Draft {
  const quickReplies = labels.map((label) => ({ label, payload: `press:${label}` }))
  const turn = answers.length > 0 ? `trn_${randomUUID()}` : null
  return { kind: 'reply', turn, answers, outcome: 'answered', parts, quickReplies, confidence: 0.9, locale: 'en' }
}

const script: [RegExp, ReplyPart[], string[]?][] = [
  [
    /where|order|track/i,
    [
      { kind: 'text', text: 'I found it. Your boots are on their way and should arrive on Friday.' },
      {
        kind: 'card',
        title: 'Order MF-104233',
        lines: [
          { label: 'Status', value: 'In transit' },
          { label: 'Harrow Lane ankle boots', value: '$148.00' },
          { label: 'Expected', value: 'Friday, November 28' },
        ],
      },
    ],
    ['Change the address', 'Cancel the order'],
  ],
  [
    /return|ship|policy/i,
    [
      {
        kind: 'text',
        text: 'Standard shipping is free from $75, and always free for silver and gold members.\nOtherwise it is $8.00 and takes 3-5 business days.',
        citations: [
          {
            passage: 'free-shipping#1',
            title: 'When shipping is free',
            url: '/help/free-shipping',
            quote: 'Orders of $75 and above ship free of charge within the United States.',
          },
          {
            passage: 'shipping-options#2',
            title: 'Shipping options and costs',
            quote: 'Standard shipping takes 3-5 business days.',
          },
        ],
      },
    ],
  ],
  [/person|human|agent/i, [{ kind: 'text', text: 'I have asked a colleague to join. You keep your place.' }]],
  [
    /html/i,
    [{ kind: 'text', text: '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>' }],
  ],
  [/bye/i, [{ kind: 'text', text: 'Goodbye, and thank you for shopping with us.' }]],
  [/./, [{ kind: 'text', text: 'Sorry, I did not get that. Could you say it in other words?' }], ['Talk to a person']],
]
