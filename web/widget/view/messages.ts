import type { Entry } from '../core/entries.ts'
import { fill } from '../words.ts'
import { h, linked, setText } from './dom.ts'
import type { EntryContext, EntryView } from './entry-view.ts'

/** "You said" and the like, for those who do not see which side a bubble is on. */
export function speaker(name: string): HTMLElement {
  return h('span', { class: 'unseen' }, `${name}: `)
}

export function timeOf(atMs: number, locale: string): string {
  const now = new Date()
  const at = new Date(atMs)
  const today = at.toDateString() === now.toDateString()
  return at.toLocaleString(locale, today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' })
}

export function mineView(context: EntryContext, first: Extract<Entry, { kind: 'mine' }>): EntryView<'mine'> {
  const { words, actions } = context
  const state = h('span')
  const buttons = h(
    'span',
    { class: 'failed-actions' },
    h('button', { type: 'button', class: 'plain', onclick: () => actions.retry(first.id) }, words.retry),
    h('button', { type: 'button', class: 'plain', onclick: () => actions.discard(first.id) }, words.discard),
  )
  const meta = h('div', { class: 'meta' }, state, buttons)
  const bubble = h('div', { class: 'bubble' }, speaker(words.you), first.text)
  const element = h('div', { class: 'row mine' }, bubble, meta)
  return {
    element,
    update(entry) {
      element.dataset['state'] = entry.state
      element.toggleAttribute('data-held', entry.held)
      buttons.hidden = entry.state !== 'failed'
      const sending = context.offline() ? words.waitingToSend : words.sending
      const failed = `${words.failed} ${entry.problem ?? ''}`.trim()
      const sent = entry.held ? words.held : words.sent
      setText(state, entry.state === 'sending' ? sending : entry.state === 'failed' ? failed : sent)
    },
  }
}

export function agentView(context: EntryContext, entry: Extract<Entry, { kind: 'agent' }>): EntryView<'agent'> {
  const element = h(
    'div',
    { class: 'row theirs agent' },
    h('div', { class: 'sender', 'aria-hidden': 'true' }, entry.agent),
    h(
      'div',
      { class: 'bubble' },
      speaker(`${entry.agent} (${context.words.person})`),
      linked(entry.text, context.words.newTab),
    ),
  )
  return { element, update: () => {} }
}

export function noticeView(context: EntryContext, entry: Extract<Entry, { kind: 'notice' }>): EntryView<'notice'> {
  const { words } = context
  const element = h('p', { class: 'notice-line' })
  const text = {
    waiting: () => words.noticeWaiting,
    taken: () => fill(words.noticeTaken, { name: entry.agent ?? words.person }),
    returned: () => fill(words.noticeReturned, { name: context.assistant() }),
    closed: () => words.noticeClosed,
  }
  return { element, update: (now) => setText(element, text[now.notice]()) }
}
