import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DeskEvent } from '#contracts'
import { Icon } from '../frame/icons.tsx'
import { clockTime } from '../frame/time.ts'
import classes from './conversation.module.css'
import type { Outgoing } from './outgoing.ts'

type Kind<Name extends DeskEvent['kind']> = Extract<DeskEvent, { kind: Name }>
interface EventProps<Name extends DeskEvent['kind']> {
  event: Kind<Name>
  nowMs: number
}

/** Who said it and when, above a bubble. */
export function Byline({ children, at, nowMs }: { children: ReactNode; at: string; nowMs: number }) {
  return (
    <div className={classes.byline}>
      {children} <time dateTime={at}>{clockTime(at, nowMs)}</time>
    </div>
  )
}

export function Message({ event, nowMs }: EventProps<'message'>) {
  return (
    <div className={classes.customer}>
      <Byline at={event.at} nowMs={nowMs}>
        Customer
      </Byline>
      <div className={classes.bubble}>{event.erased ? <em>Erased at the customer’s request</em> : event.text}</div>
    </div>
  )
}

export function AgentSide({ event, nowMs }: EventProps<'agent-message'>) {
  return (
    <div className={classes.ours} data-by="agent">
      <Byline at={event.at} nowMs={nowMs}>
        {event.agent}
      </Byline>
      <div className={classes.bubble}>{event.text}</div>
    </div>
  )
}

export function Note({ event, nowMs }: EventProps<'note'>) {
  return (
    <div className={classes.note}>
      <Byline at={event.at} nowMs={nowMs}>
        <Icon name="note" size={14} /> Private note of {event.agent}
      </Byline>
      <div className={classes.noteText}>{event.text}</div>
    </div>
  )
}

export function StateLine({ event, nowMs }: EventProps<'log'>) {
  return (
    <p className={classes.state}>
      {event.text} · <time dateTime={event.at}>{clockTime(event.at, nowMs)}</time>
    </p>
  )
}

/** What was written here and is not confirmed. */
export function Pending({
  entry,
  onRetry,
  onDiscard,
}: {
  entry: Outgoing
  onRetry: () => void
  onDiscard: () => void
}) {
  return (
    <div className={entry.mode === 'note' ? classes.note : classes.ours} data-by="agent" data-pending>
      <div className={entry.mode === 'note' ? classes.noteText : classes.bubble}>{entry.text}</div>
      {entry.error === null ? (
        <Text size="xs" c="dimmed" role="status">
          Sending…
        </Text>
      ) : (
        <Text size="xs" c="red" role="alert" component="div">
          Not sent. {entry.error}{' '}
          <Button size="compact-xs" variant="subtle" color="red" onClick={onRetry}>
            Try again
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={onDiscard}>
            Delete
          </Button>
        </Text>
      )}
    </div>
  )
}
