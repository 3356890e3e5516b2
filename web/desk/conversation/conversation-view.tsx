import { ActionIcon, Alert, Badge, Button, Skeleton, Tooltip } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { DeskDetail, Status } from '#contracts'
import frame from '../frame/frame.module.css'
import { Icon } from '../frame/icons.tsx'
import { customerName } from '../list/customer-name.ts'
import { Composer } from './composer.tsx'
import classes from './conversation.module.css'
import { EventLog } from './event-log.tsx'
import type { Mode } from './outgoing.ts'
import type { Talk } from './use-conversation.ts'

interface ConversationViewProps {
  query: UseQueryResult<DeskDetail>
  talk: Talk
  mode: Mode
  onMode: (mode: Mode) => void
  /** The reply whose reasons are shown. */
  explained: number | null
  onExplain: (seq: number | null) => void
  onBack: () => void
  onDetails: () => void
  onTyping: (on: boolean) => void
}

const statusLook: Record<Status, { label: string; color: string }> = {
  open: { label: 'With the assistant', color: 'blue' },
  waiting: { label: 'Waiting', color: 'orange' },
  taken: { label: 'Taken', color: 'parley' },
  idle: { label: 'Idle', color: 'gray' },
  closed: { label: 'Closed', color: 'gray' },
}

export function ConversationView(props: ConversationViewProps) {
  const { query, talk, mode, onMode, explained, onExplain, onBack, onDetails, onTyping } = props
  const { data: detail, error } = query
  return (
    <>
      <header className={classes.head}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Back to the list"
          onClick={onBack}
          className={classes.back ?? ''}
        >
          <Icon name="back" />
        </ActionIcon>
        <h2 className={classes.title}>{detail ? customerName(detail) : <Skeleton width={140} height={18} />}</h2>
        {detail && (
          <Badge
            className={classes.standing ?? ''}
            variant="light"
            color={statusLook[detail.status].color}
            tt="none"
            size="lg"
          >
            {detail.status === 'taken' && !detail.handoff?.mine
              ? `Taken by ${detail.handoff?.agent ?? 'somebody'}`
              : statusLook[detail.status].label}
          </Badge>
        )}
        <div className={classes.actions}>
          {detail && <Actions talk={talk} />}
          <Tooltip label="Details">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label="Details"
              onClick={onDetails}
              className={classes.detailsButton ?? ''}
            >
              <Icon name="panel" />
            </ActionIcon>
          </Tooltip>
        </div>
      </header>
      {talk.problem !== null && (
        <Alert
          color="red"
          variant="light"
          m="sm"
          role="alert"
          withCloseButton
          onClose={talk.dismissProblem}
          closeButtonLabel="Dismiss"
        >
          {talk.problem}
        </Alert>
      )}
      {detail ? (
        <>
          <EventLog detail={detail} talk={talk} explained={explained} onExplain={onExplain} />
          <Composer talk={talk} mode={mode} onMode={onMode} status={detail.status} onTyping={onTyping} />
        </>
      ) : error ? (
        <div className={frame.empty} role="alert">
          <p>{error.message}</p>
          <Button variant="light" onClick={() => void query.refetch()}>
            Try again
          </Button>
        </div>
      ) : (
        <div className={classes.loading} aria-busy="true">
          <Skeleton height={44} width="55%" radius="lg" />
          <Skeleton height={64} width="60%" radius="lg" ml="auto" />
          <Skeleton height={44} width="40%" radius="lg" />
        </div>
      )}
    </>
  )
}

function Actions({ talk }: { talk: Talk }) {
  const { can, busy, act } = talk
  return (
    <>
      {can.take && (
        <Button size="sm" loading={busy === 'take'} onClick={() => act({ kind: 'take' })} aria-keyshortcuts="t">
          Take
        </Button>
      )}
      {can.giveBack && (
        <Button
          size="sm"
          variant="default"
          loading={busy === 'give-back'}
          onClick={() => act({ kind: 'give-back' })}
          aria-keyshortcuts="g"
        >
          Give back
        </Button>
      )}
      {can.resolve && (
        <Button
          size="sm"
          color="green"
          variant="light"
          loading={busy === 'resolve'}
          onClick={() => act({ kind: 'resolve' })}
          aria-keyshortcuts="e"
        >
          Resolve
        </Button>
      )}
    </>
  )
}
