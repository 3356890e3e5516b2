import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { DeskDetail, DeskList } from '#contracts'
import { RequestError, request } from './client.ts'

/** While the live connection is down, pages are read again at this pace. */
export const fallbackPollMs = 10_000

/** Which conversations a list shows: everything that goes on, or what is over. */
export type Range = 'active' | 'closed'
const statuses: Record<Range, string> = { active: 'waiting,taken,open,idle', closed: 'closed' }

export const keys = {
  lists: ['list'] as const,
  list: (range: Range) => ['list', range] as const,
  detail: (id: string) => ['detail', id] as const,
}

export const listQuery = (session: string, range: Range, live: boolean) =>
  queryOptions({
    queryKey: keys.list(range),
    queryFn: () => request<DeskList>('GET', `/conversations?status=${statuses[range]}`, session),
    refetchInterval: live ? false : fallbackPollMs,
  })

export const detailQuery = (session: string, id: string, live: boolean) =>
  queryOptions({
    queryKey: keys.detail(id),
    queryFn: () => request<DeskDetail>('GET', `/conversations/${encodeURIComponent(id)}`, session),
    refetchInterval: live ? false : fallbackPollMs,
  })

export type Action =
  | { kind: 'take' | 'give-back' | 'resolve' }
  | { kind: 'reply'; clientId: string; text: string }
  | { kind: 'note'; text: string }

/** What an agent does with a conversation. Afterwards, gone well or not, the page shows what the server has. */
export function useAction(session: string, conversation: string) {
  const client = useQueryClient()
  return useMutation<void, RequestError, Action>({
    mutationFn: ({ kind, ...body }) =>
      request('POST', `/conversations/${encodeURIComponent(conversation)}/${kind}`, session, body),
    // A reply carries its own id, so sending it again cannot double it.
    retry: (failures, error) => (error.status === 0 || error.code === 'conversation.changed') && failures < 2,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.detail(conversation) }),
        client.invalidateQueries({ queryKey: keys.lists }),
      ]),
  })
}

/** Try again what may pass, never what the server has refused. */
export const retryQuery = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof RequestError) || error.status === 0 || error.status >= 500)
