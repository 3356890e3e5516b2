import { Badge } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { DeskConversation } from '#contracts'
import { ago } from '../frame/time.ts'
import { customerName } from './customer-name.ts'
import classes from './list.module.css'

interface ConversationRowProps {
  conversation: DeskConversation
  chosen: boolean
  nowMs: number
  onChoose: () => void
}

export function ConversationRow({ conversation, chosen, nowMs, onChoose }: ConversationRowProps) {
  const { customer, status, handoff, lastText, lastActivityAt, satisfaction } = conversation
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const waits = status === 'waiting' && handoff !== null
  return (
    <button ref={row} type="button" className={classes.row} aria-current={chosen || undefined} onClick={onChoose}>
      <span className={classes.name}>{customerName(conversation)}</span>
      <time className={classes.time} dateTime={waits ? handoff.requestedAt : lastActivityAt}>
        {waits ? `waits ${ago(handoff.requestedAt, nowMs).replace(' ago', '')}` : ago(lastActivityAt, nowMs)}
      </time>
      <span className={classes.text}>{lastText || 'No messages yet'}</span>
      <span className={classes.badges}>
        {handoff?.priority === 'high' && status !== 'closed' && (
          <Badge size="sm" color="red" variant="light">
            High priority
          </Badge>
        )}
        {status === 'taken' && handoff !== null && (
          <Badge size="sm" variant="light">
            {handoff.mine ? 'Mine' : (handoff.agent ?? 'Taken')}
          </Badge>
        )}
        {status === 'idle' && (
          <Badge size="sm" color="gray" variant="light">
            Idle
          </Badge>
        )}
        {customer.level !== 'anonymous' && (
          <Badge size="sm" color="gray" variant="default" tt="none">
            {customer.level}
          </Badge>
        )}
        {satisfaction !== null && (
          <Badge
            size="sm"
            color={satisfaction >= 4 ? 'green' : satisfaction <= 2 ? 'red' : 'gray'}
            variant="light"
            tt="none"
          >
            {satisfaction} of 5
          </Badge>
        )}
      </span>
    </button>
  )
}
