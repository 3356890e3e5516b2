import type { ConversationView, EventList, Problem, ProfileView, SentMessage, StartedConversation } from '#contracts'
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
  /** @param waitSeconds how long the server may hold the answer back until there is something (at most 25). */
  events(session: Session, after: number, waitSeconds: number, signal?: AbortSignal): Promise<EventList>
  send(session: Session, entry: OutboxEntry): Promise<SentMessage>
  /** The same as server-sent events; null where something on the way does not let a stream through. */
  stream(session: Session, after: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null>
  feedback(session: Session, seq: number, value: 'up' | 'down', comment: string): Promise<void>
  satisfaction(session: Session, score: number, comment: string): Promise<void>
  close(session: Session): Promise<void>
  /** What is remembered of the customer. */
  profile(session: Session): Promise<ProfileView>
  consent(session: Session, given: boolean): Promise<ProfileView>
  /** One fact, or all (null). */
  forget(session: Session, fact: string | null): Promise<void>
}

export function customerApi(around: Surroundings): Api {
  async function request(
    method: string,
    path: string,
    bearer: string,
    { body, signal, accept }: { body?: unknown; signal?: AbortSignal | undefined; accept?: string } = {},
  ): Promise<Response> {
    const response = await around.fetch(`${around.server}/v1/conversations${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(accept !== undefined && { accept }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      signal: signal ?? AbortSignal.timeout(limits.requestMs),
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
          body: {
            channel: 'widget',
            page: around.page.slice(0, 2000),
            ...(around.timeZone && { timeZone: around.timeZone.slice(0, 60) }),
            ...(around.locale && { locale: around.locale.slice(0, 20) }),
            ...(around.identity && { identityToken: around.identity }),
          },
        }),
      ),
    view: (session) => json(request('GET', at(session), session.token)),
    events: (session, after, waitSeconds, signal) =>
      json(request('GET', at(session, `/events?after=${after}&wait=${waitSeconds}`), session.token, { signal })),
    send: (session, { clientId, text, payload }) =>
      json(
        request('POST', at(session, '/messages'), session.token, {
          body: { clientId, text, ...(payload !== null && { payload }) },
        }),
      ),
    async stream(session, after, signal) {
      const accept = 'text/event-stream'
      const response = await request('GET', at(session, `/stream?after=${after}`), session.token, { signal, accept })
      return response.headers.get('content-type')?.startsWith(accept) ? response.body : null
    },
    async feedback(session, seq, value, comment) {
      await request('POST', at(session, '/feedback'), session.token, { body: { seq, value, comment } })
    },
    async satisfaction(session, score, comment) {
      await request('POST', at(session, '/satisfaction'), session.token, { body: { score, comment } })
    },
    async close(session) {
      await request('POST', at(session, '/close'), session.token)
    },
    profile: (session) => json(request('GET', at(session, '/profile'), session.token)),
    consent: (session, given) =>
      json(request('PUT', at(session, '/profile/consent'), session.token, { body: { given } })),
    async forget(session, fact) {
      const one = fact === null ? '' : `/${encodeURIComponent(fact)}`
      await request('DELETE', at(session, `/profile${one}`), session.token)
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
