import { Alert, Button, Skeleton } from '@mantine/core'
import type { DeskConversation } from '#contracts'
import frame from '../frame/frame.module.css'
import { Icon } from '../frame/icons.tsx'
import { useNow } from '../frame/use-now.ts'
import { ConversationRow } from './conversation-row.tsx'
import classes from './list.module.css'
import { inTab, type Tab, tabLabels, tabs } from './tabs.ts'

interface ConversationListProps {
  tab: Tab
  onTab: (tab: Tab) => void
  /** Everything that goes on, for the counts. */
  active: DeskConversation[]
  shown: DeskConversation[]
  loading: boolean
  error: Error | null
  onRetry: () => void
  chosen: string | null
  onChoose: (conversation: string) => void
}

const nothing: Record<Tab, string> = {
  waiting: 'Nobody is waiting. Well done.',
  mine: 'You have taken no conversation. Press t on a waiting one.',
  open: 'The assistant is talking to nobody right now.',
  closed: 'No conversation has ended yet.',
}

export function ConversationList(props: ConversationListProps) {
  const { tab, onTab, active, shown, loading, error, onRetry, chosen, onChoose } = props
  const now = useNow()
  return (
    <section className={frame.list} aria-label="Conversations">
      <div className={classes.tabs} role="tablist" aria-label="Which conversations">
        {tabs.map((each) => {
          const count = each === 'closed' ? 0 : inTab(each, active).length
          return (
            <button
              key={each}
              type="button"
              role="tab"
              id={`tab-${each}`}
              aria-selected={each === tab}
              aria-controls="conversations"
              className={classes.tab}
              data-urgent={(each === 'waiting' && count > 0) || undefined}
              onClick={() => onTab(each)}
            >
              {tabLabels[each]}
              {count > 0 && <span className={classes.count}>{count}</span>}
            </button>
          )
        })}
      </div>
      <div
        id="conversations"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        aria-busy={loading}
        className={classes.rows}
      >
        {error !== null && (
          <Alert color="red" variant="light" m="sm" title="The list could not be read" role="alert">
            {error.message}
            <Button size="compact-sm" variant="light" color="red" mt="xs" onClick={onRetry}>
              Try again
            </Button>
          </Alert>
        )}
        {loading && [0, 1, 2, 3].map((each) => <Skeleton key={each} height={64} m="sm" radius="md" />)}
        {!loading && error === null && shown.length === 0 && (
          <div className={frame.empty}>
            <Icon name="inbox" size={36} />
            <p>{nothing[tab]}</p>
          </div>
        )}
        {shown.map((conversation) => (
          <ConversationRow
            key={conversation.conversation}
            conversation={conversation}
            chosen={conversation.conversation === chosen}
            nowMs={now}
            onChoose={() => onChoose(conversation.conversation)}
          />
        ))}
      </div>
    </section>
  )
}
