import { useLayoutEffect, useRef } from 'react'
import type { DeskDetail } from '#contracts'
import { useNow } from '../frame/use-now.ts'
import classes from './conversation.module.css'
import { AgentSide, Message, Note, Pending, StateLine } from './events.tsx'
import { ReplyEvent } from './reply-event.tsx'
import type { Talk } from './use-conversation.ts'

/** Closer to the end than this (pixels), the log follows what is added. */
const followPx = 140

interface EventLogProps {
  detail: DeskDetail
  talk: Talk
  explained: number | null
  onExplain: (seq: number | null) => void
}

export function EventLog({ detail, talk, explained, onExplain }: EventLogProps) {
  const now = useNow()
  const scroller = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const length = detail.events.length + talk.outgoing.length

  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer log is what makes it scroll
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && following.current) element.scrollTop = element.scrollHeight
  }, [length])

  return (
    <div
      ref={scroller}
      className={classes.log}
      role="log"
      aria-label="Conversation"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        following.current = scrollHeight - scrollTop - clientHeight < followPx
      }}
    >
      {detail.events.map((event) => {
        switch (event.kind) {
          case 'message':
            return <Message key={event.seq} event={event} nowMs={now} />
          case 'reply':
            return (
              <ReplyEvent
                key={event.seq}
                event={event}
                nowMs={now}
                explained={event.seq === explained}
                onExplain={() => onExplain(event.seq === explained ? null : event.seq)}
              />
            )
          case 'agent-message':
            return <AgentSide key={event.seq} event={event} nowMs={now} />
          case 'note':
            return <Note key={event.seq} event={event} nowMs={now} />
          case 'log':
            return <StateLine key={event.seq} event={event} nowMs={now} />
          default:
            return null
        }
      })}
      {talk.outgoing.map((entry) => (
        <Pending
          key={entry.id}
          entry={entry}
          onRetry={() => talk.retry(entry.id)}
          onDiscard={() => talk.discard(entry.id)}
        />
      ))}
    </div>
  )
}
