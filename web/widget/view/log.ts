import type { ChatState } from '../core/chat.ts'
import type { Entry } from '../core/entries.ts'
import { fill } from '../words.ts'
import { h, setHidden, setText } from './dom.ts'
import type { EntryContext, EntryView } from './entry-view.ts'
import { icon } from './icons.ts'
import { agentView, mineView, noticeView, timeOf } from './messages.ts'
import { draftView, replyView } from './reply.ts'

/** Closer to the end than this (pixels), the log follows what is added. */
const followPx = 120

export interface LogView {
  element: HTMLElement
  update(state: ChatState): void
  /** To call when the log becomes visible. */
  toEnd(): void
}

/** The messages. Entries keep their element by id, so an update touches only what changed and screen readers hear only what is new. */
export function logView(context: EntryContext, locale: string): LogView {
  const { words } = context
  const drawn = new Map<string, EntryView>()
  const entries = h('div', { class: 'entries' })
  const typingText = h('span', { class: 'unseen', role: 'status' })
  const dots = h('div', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))
  dots.hidden = true
  const scroller = h(
    'div',
    {
      class: 'log',
      role: 'log',
      'aria-live': 'polite',
      'aria-relevant': 'additions',
      'aria-label': words.log,
      tabindex: 0,
    },
    entries,
  )
  const latest = h('button', { type: 'button', class: 'latest', onclick: () => toEnd() }, icon('down'), words.latest)
  latest.hidden = true
  const skeleton = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))
  const draft = draftView(context)
  scroller.append(draft.element, dots)
  const element = h('div', { class: 'log-frame' }, scroller, typingText, latest, skeleton)
  let following = true
  scroller.addEventListener('scroll', () => {
    following = atEnd()
    if (following) setHidden(latest, true)
  })
  // The closing question or a phone's keyboard takes room away: what was at the end stays in view.
  new ResizeObserver(() => {
    if (following) toEnd()
  }).observe(scroller)

  function atEnd(): boolean {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < followPx
  }
  function toEnd(): void {
    scroller.scrollTop = scroller.scrollHeight
    following = true
    setHidden(latest, true)
  }

  function draw(entry: Entry): EntryView {
    if (entry.kind === 'mine') return mineView(context, entry) as EntryView
    if (entry.kind === 'reply') return replyView(context, entry) as EntryView
    if (entry.kind === 'agent') return agentView(context, entry) as EntryView
    return noticeView(context, entry) as EntryView
  }

  return {
    element,
    toEnd,
    update(state) {
      const follow = following
      // A restored history is not news: the log speaks up only for what comes after it.
      const quiet = drawn.size === 0
      if (quiet) scroller.setAttribute('aria-live', 'off')
      setHidden(skeleton, state.loaded || state.entries.length > 0 || state.rejected !== null)
      const kept = new Set(state.entries.map((entry) => entry.id))
      for (const [id, view] of drawn) {
        if (kept.has(id)) continue
        view.element.remove()
        drawn.delete(id)
      }
      let grew = false
      let previous: Entry | null = null
      let place: Element | null = null
      for (const entry of state.entries) {
        let view = drawn.get(entry.id)
        if (!view) {
          view = draw(entry)
          drawn.set(entry.id, view)
          // It takes the place of what was shown while it was written.
          if (entry.kind === 'reply' && draft.isShown()) view.element.toggleAttribute('data-still', true)
          if ('atMs' in entry) view.element.title = timeOf(entry.atMs, locale)
          if (entry.kind !== 'notice') grew = true
        }
        view.update(entry)
        view.element.toggleAttribute('data-follows', previous?.kind === entry.kind)
        const expected: Element | null = place ? place.nextElementSibling : entries.firstElementChild
        if (expected !== view.element) entries.insertBefore(view.element, expected)
        place = view.element
        previous = entry
      }
      const wrote = draft.update(state.draft)
      const name = state.typing === 'agent' ? (state.agent ?? words.person) : context.assistant()
      setHidden(dots, state.typing === null)
      setText(typingText, state.typing === null ? '' : fill(words.typing, { name }))
      if (follow || (grew && state.entries.at(-1)?.kind === 'mine')) toEnd()
      else if (wrote && following) toEnd()
      else if (grew) setHidden(latest, false)
      if (quiet && drawn.size > 0) requestAnimationFrame(() => scroller.setAttribute('aria-live', 'polite'))
    },
  }
}
