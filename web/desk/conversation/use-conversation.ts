import { useEffect, useRef, useState } from 'react'
import type { DeskDetail } from '#contracts'
import { randomId } from '../../shared/random-id.ts'
import type { RequestError } from '../api/client.ts'
import { type Action, useAction } from '../api/queries.ts'
import { type Mode, type Outgoing, unconfirmed } from './outgoing.ts'

export interface Talk {
  can: { take: boolean; reply: boolean; giveBack: boolean; resolve: boolean }
  /** Which action is under way. */
  busy: Action['kind'] | null
  /** What the server said to the last action that it refused. */
  problem: string | null
  dismissProblem(): void
  act(action: Action): void
  outgoing: Outgoing[]
  send(mode: Mode, text: string): void
  retry(id: string): void
  discard(id: string): void
  composer: React.RefObject<HTMLTextAreaElement | null>
  focusComposer(): void
  draft(mode: Mode): string
  setDraft(mode: Mode, text: string): void
}

/** What can be done with the conversation, what is being done, and what is half-written: per conversation, so that switching loses nothing. */
export function useConversation(session: string, id: string | null, detail: DeskDetail | null): Talk {
  const [outgoing, setOutgoing] = useState<Record<string, Outgoing[]>>({})
  const [drafts, setDrafts] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<{ conversation: string; text: string } | null>(null)
  const composer = useRef<HTMLTextAreaElement>(null)
  const action = useAction(session, id ?? '')
  const conversation = id ?? ''
  const taken = detail?.status === 'taken' && detail.handoff?.mine === true

  function change(inConversation: string, edit: (list: Outgoing[]) => Outgoing[]) {
    setOutgoing((all) => ({ ...all, [inConversation]: edit(all[inConversation] ?? []) }))
  }
  function transmit(entry: Outgoing) {
    change(conversation, (list) => list.map((each) => (each.id === entry.id ? { ...each, error: null } : each)))
    const { mode, text } = entry
    // The promise, not mutate's callbacks: those are dropped for all but the latest call.
    action
      .mutateAsync(mode === 'reply' ? { kind: 'reply', clientId: entry.id, text } : { kind: 'note', text })
      .then(() => change(conversation, (list) => list.filter((each) => each.id !== entry.id)))
      .catch((error: RequestError) =>
        change(conversation, (list) =>
          list.map((each) => (each.id === entry.id ? { ...each, error: error.message } : each)),
        ),
      )
  }
  useEffect(() => {
    // Another agent may have taken it meanwhile: an old complaint about it would only confuse.
    if (id !== null) setProblem((before) => (before?.conversation === id ? before : null))
  }, [id])

  return {
    can: {
      take: detail?.status === 'waiting',
      reply: taken,
      giveBack: taken,
      resolve: taken,
    },
    busy: action.isPending ? (action.variables?.kind ?? null) : null,
    problem: problem?.conversation === id ? problem.text : null,
    dismissProblem: () => setProblem(null),
    act: (chosen) =>
      action.mutate(chosen, {
        onSuccess: () => setProblem(null),
        onError: (error: RequestError) => setProblem({ conversation, text: error.message }),
      }),
    outgoing: unconfirmed(outgoing[conversation] ?? [], detail?.events ?? []),
    send(mode, text) {
      const afterSeq = detail?.events.at(-1)?.seq ?? 0
      const entry: Outgoing = { id: randomId(), mode, text, afterSeq, error: null }
      change(conversation, (list) => [...list, entry])
      transmit(entry)
    },
    retry(entryId) {
      const entry = (outgoing[conversation] ?? []).find((each) => each.id === entryId)
      if (entry) transmit(entry)
    },
    discard: (entryId) => change(conversation, (list) => list.filter((each) => each.id !== entryId)),
    composer,
    focusComposer: () => requestAnimationFrame(() => composer.current?.focus()),
    draft: (mode) => drafts[`${conversation}:${mode}`] ?? '',
    setDraft: (mode, text) => setDrafts((all) => ({ ...all, [`${conversation}:${mode}`]: text })),
  }
}
