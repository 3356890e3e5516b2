import type { CustomerEvent } from '#contracts'

/** Where a customer's requests go; changes when the server is started again. */
export interface Target {
  url: string
  apiKey: string
}

export interface Acknowledged {
  conversation: string
  clientId: string
  seq: number
}

const pollMs = 25
const giveUpAfterMs = 90_000

/**
 * A customer who does not give up: every message is sent under one client id until it is acknowledged, across any number of crashes, and then
 * waited for. Answers yes to what the assistant wants confirmed.
 */
export class PersistentCustomer {
  readonly acknowledged: Acknowledged[] = []
  conversation = ''
  private token = ''
  private sent = 0
  private after = 0
  private readonly target: () => Target
  private readonly identity: string | null

  constructor(target: () => Target, identity: string | null) {
    this.target = target
    this.identity = identity
  }

  async start(): Promise<void> {
    const started = (await this.insist('/v1/conversations', null, {
      channel: 'rest',
      ...(this.identity !== null && { identityToken: this.identity }),
    })) as {
      conversation: string
      token: string
      lastSeq: number
    }
    this.conversation = started.conversation
    this.token = started.token
    this.after = started.lastSeq
  }

  /** Says it, waits for the reply, and says yes as long as that is what is offered. */
  async wish(text: string, onConfirm: () => void = () => {}): Promise<void> {
    let reply = await this.say(text)
    for (let turns = 0; turns < 4; turns += 1) {
      const yes = reply.quickReplies.find((offer) => /^yes/i.test(offer.label))
      const doing = reply.outcome === 'asked' && yes !== undefined && !/anything else/i.test(textOf(reply))
      if (!doing) return
      onConfirm()
      reply = await this.say(yes.label, yes.payload)
    }
  }

  async say(text: string, payload?: string): Promise<ReplyEvent> {
    this.sent += 1
    const clientId = `m${this.sent}`
    const path = `/v1/conversations/${this.conversation}`
    const answer = (await this.insist(`${path}/messages`, this.token, {
      clientId,
      text,
      ...(payload !== undefined && { payload }),
    })) as {
      accepted: { seq: number }[]
    }
    const seq = answer.accepted[0]?.seq ?? 0
    this.acknowledged.push({ conversation: this.conversation, clientId, seq })
    const until = Date.now() + giveUpAfterMs
    while (Date.now() < until) {
      const page = (await this.insist(`${path}/events?after=${this.after}`, this.token)) as {
        events: CustomerEvent[]
        lastSeq: number
      }
      const reply = page.events.find(
        (event): event is ReplyEvent => event.kind === 'reply' && event.answers.includes(seq),
      )
      if (reply) {
        this.after = reply.seq
        return reply
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
    throw new Error(`message ${clientId} of ${this.conversation} was not answered within ${giveUpAfterMs / 1000} s`)
  }

  /** Sends until there is an answer: refused connections and broken ones are what this test makes. */
  private async insist(path: string, token: string | null, body?: unknown): Promise<unknown> {
    const until = Date.now() + giveUpAfterMs
    let last: unknown
    while (Date.now() < until) {
      const { url, apiKey } = this.target()
      try {
        const response = await fetch(url + path, {
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            authorization: `Bearer ${token ?? apiKey}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(10_000),
        })
        if (response.ok) return await response.json()
        last = `${response.status} ${await response.text()}`
        if (response.status < 500) break
      } catch (error) {
        last = error
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
    throw new Error(`${path}: ${String(last)}`)
  }
}

export type ReplyEvent = Extract<CustomerEvent, { kind: 'reply' }>
const textOf = (reply: ReplyEvent) =>
  reply.parts.map((part) => (part.kind === 'text' ? part.text : part.title)).join(' ')
