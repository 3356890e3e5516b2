import type { ConversationView, EventList, Problem, SentMessage, StartedConversation } from '#contracts'
import { limits } from './limits.ts'
import type { OutboxEntry } from './outbox.ts'
import type { Surroundings } from './surroundings.ts'

/** The server answered with an error. A broken network throws whatever `fetch` throws instead. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

export interface Session {
  conversation: string
  token: string
}

export interface Api {
  start(): Promise<StartedConversation>
  view(session: Session): Promise<ConversationView>
  events(session: Session, after: number): Promise<EventList>
  send(session: Session, entry: OutboxEntry): Promise<SentMessage>
  /** Server-sent events where the server has them, else the list; the caller reads the content type. */
  follow(session: Session, after: number, signal: AbortSignal): Promise<Response>
  feedback(session: Session, seq: number, value: 'up' | 'down', comment: string): Promise<void>
  satisfaction(session: Session, score: number, comment: string): Promise<void>
}

export function customerApi(around: Surroundings): Api {
  async function request(method: string, path: string, bearer: string, body?: unknown): Promise<Response> {
    const response = await around.fetch(`${around.server}/v1/conversations${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.timeout(limits.requestMs),
    })
    if (!response.ok) throw new ProblemError(await problemOf(response))
    return response
  }
  const json = async <T>(response: Promise<Response>) => (await (await response).json()) as T
  const at = (session: Session, rest = '') => `/${encodeURIComponent(session.conversation)}${rest}`

  return {
    start: () =>
      json(
        request('POST', '', around.key, {
          channel: 'widget',
          page: around.page.slice(0, 2000),
          ...(around.locale && { locale: around.locale.slice(0, 20) }),
          ...(around.identity && { identityToken: around.identity }),
        }),
      ),
    view: (session) => json(request('GET', at(session), session.token)),
    events: (session, after) => json(request('GET', at(session, `/events?after=${after}`), session.token)),
    send: (session, { clientId, text, payload }) =>
      json(
        request('POST', at(session, '/messages'), session.token, {
          clientId,
          text,
          ...(payload !== null && { payload }),
        }),
      ),
    async follow(session, after, signal) {
      const response = await around.fetch(`${around.server}/v1/conversations${at(session, `/events?after=${after}`)}`, {
        headers: { authorization: `Bearer ${session.token}`, accept: 'text/event-stream, application/json;q=0.5' },
        credentials: 'omit',
        signal,
      })
      if (!response.ok) throw new ProblemError(await problemOf(response))
      return response
    },
    async feedback(session, seq, value, comment) {
      await request('POST', at(session, '/feedback'), session.token, { seq, value, comment })
    },
    async satisfaction(session, score, comment) {
      await request('POST', at(session, '/satisfaction'), session.token, { score, comment })
    },
  }
}

/** The problem in an error response, or one made from the status where a proxy answered in its own way. */
async function problemOf(response: Response): Promise<Problem> {
  const status = response.status
  const made: Problem = {
    type: 'about:blank',
    title: response.statusText,
    status,
    code: `http.${status}`,
    detail: '',
    retryable: status === 429 || status >= 500,
  }
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null && 'code' in body ? { ...made, ...(body as Problem) } : made
  } catch {
    return made
  }
}

/** The conversation is gone or its token is: only a new one helps. */
export function sessionLost(problem: Problem): boolean {
  return problem.status === 401 || problem.status === 403 || problem.status === 404
}
