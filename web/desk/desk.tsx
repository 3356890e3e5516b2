import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SignedIn } from '#contracts'
import { useLive } from './api/live.ts'
import { detailQuery, listQuery } from './api/queries.ts'
import { ConversationView } from './conversation/conversation-view.tsx'
import type { Mode } from './conversation/outgoing.ts'
import { useConversation } from './conversation/use-conversation.ts'
import { DetailsPanel } from './details/details-panel.tsx'
import classes from './frame/frame.module.css'
import { Icon } from './frame/icons.tsx'
import { TopBar } from './frame/top-bar.tsx'
import { useAddress } from './frame/use-address.ts'
import { ConversationList } from './list/conversation-list.tsx'
import { inTab, neighbour } from './list/tabs.ts'
import { ShortcutHelp } from './shortcuts/help.tsx'
import { useShortcuts } from './shortcuts/use-shortcuts.ts'
import { WhyPanel } from './why/why-panel.tsx'

/** The desk: list, conversation, and beside it what is known or why a reply was given. */
export function Desk({ signedIn, onLeave }: { signedIn: SignedIn; onLeave: () => void }) {
  const { session, agent } = signedIn
  const live = useLive(session)
  const [{ tab, conversation }, go] = useAddress()
  const [why, setWhy] = useState<number | null>(null)
  const [sideOpen, setSideOpen] = useState(false)
  const [help, setHelp] = useState(false)
  const [mode, setMode] = useState<Mode>('reply')
  const roomForSide = useMediaQuery('(min-width: 1181px)', true, { getInitialValueInEffect: false })

  const active = useQuery(listQuery(session, 'active', live.connected))
  const closed = useQuery({ ...listQuery(session, 'closed', live.connected), enabled: tab === 'closed' })
  const list = tab === 'closed' ? closed : active
  const shown = inTab(tab, list.data?.conversations ?? [])
  const waiting = inTab('waiting', active.data?.conversations ?? []).length

  const detail = useQuery({
    ...detailQuery(session, conversation ?? '', live.connected),
    enabled: conversation !== null,
  })
  const talk = useConversation(session, conversation, detail.data ?? null)
  const explained = detail.data?.events.find((event) => event.seq === why)

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Parley Desk` : 'Parley Desk'
  }, [waiting])

  // Whoever takes a conversation goes on with it where it now is.
  const mine = detail.data?.status === 'taken' && detail.data.handoff?.mine === true
  useEffect(() => {
    if (mine && tab === 'waiting') go({ tab: 'mine' })
  }, [mine, tab, go])

  function choose(id: string | null) {
    setWhy(null)
    setSideOpen(false)
    go({ conversation: id })
  }
  function explain(seq: number | null) {
    setWhy(seq)
    setSideOpen(seq !== null)
  }
  const move = (step: 1 | -1) => {
    const ids = shown.map((entry) => entry.conversation)
    const next = neighbour(ids, conversation, step)
    if (next !== null) choose(next)
  }
  const write = (next: Mode) => {
    setMode(next)
    talk.focusComposer()
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    t: () => talk.can.take && talk.act({ kind: 'take' }),
    g: () => talk.can.giveBack && talk.act({ kind: 'give-back' }),
    e: () => talk.can.resolve && talk.act({ kind: 'resolve' }),
    r: () => conversation && write('reply'),
    n: () => conversation && write('note'),
    w: () => {
      const last = detail.data?.events.findLast((event) => event.kind === 'reply' && event.trace !== null)
      if (last) explain(last.seq)
    },
    escape: () => explain(null),
    '?': () => setHelp(true),
  })

  const side =
    explained?.kind === 'reply' && explained.trace ? (
      <WhyPanel trace={explained.trace} onClose={() => explain(null)} />
    ) : detail.data ? (
      <DetailsPanel detail={detail.data} />
    ) : null

  return (
    <div className={classes.desk} data-reading={conversation !== null || undefined}>
      <TopBar agent={agent} connected={live.connected} onHelp={() => setHelp(true)} onLeave={onLeave} />
      <ConversationList
        tab={tab}
        onTab={(next) => go({ tab: next })}
        active={active.data?.conversations ?? []}
        shown={shown}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        chosen={conversation}
        onChoose={choose}
      />
      <main className={classes.talk}>
        {conversation === null ? (
          <div className={classes.empty}>
            <Icon name="inbox" size={44} />
            <p>Choose a conversation from the list, or press j.</p>
          </div>
        ) : (
          <ConversationView
            key={conversation}
            query={detail}
            talk={talk}
            mode={mode}
            onMode={setMode}
            explained={why}
            onExplain={explain}
            onBack={() => choose(null)}
            onDetails={() => setSideOpen(true)}
            onTyping={(on) => live.typing(conversation, on)}
          />
        )}
      </main>
      {roomForSide ? (
        <aside className={classes.side} aria-label={why === null ? 'Details' : 'Why this reply'}>
          {side}
        </aside>
      ) : (
        <Drawer
          opened={sideOpen && side !== null}
          onClose={() => explain(null)}
          position="right"
          size="min(380px, 94vw)"
          padding={0}
          withCloseButton={false}
          title={why === null ? 'Details' : 'Why this reply'}
          styles={{ header: { display: 'none' } }}
        >
          {side}
        </Drawer>
      )}
      <ShortcutHelp opened={help} onClose={() => setHelp(false)} />
    </div>
  )
}
