import type { ChatState } from '../core/chat.ts'
import { fill, type Words } from '../words.ts'
import { type ClosingView, closingView } from './closing.ts'
import { composerView } from './composer.ts'
import { h, setHidden, setText } from './dom.ts'
import type { Actions, EntryContext } from './entry-view.ts'
import { icon } from './icons.ts'
import { logView } from './log.ts'
import { type MemoryActions, memoryView } from './memory.ts'

export interface PanelActions extends Actions {
  close(): void
  say(text: string): boolean
  typing(): void
  hurry(): void
  end(): void
  /** Undoes `end`. */
  resume(): void
  restart(): void
  score(score: number, comment: string): Promise<boolean>
  memory: Omit<MemoryActions, 'close'>
}

export interface PanelOptions {
  words: Words
  locale: string
  server: string
  actions: PanelActions
  draft: { get(): string; set(text: string): void }
}

export interface PanelView {
  element: HTMLElement
  update(state: ChatState): void
  /** Where a customer who opened the chat wants to be. */
  focus(): void
  shown(): void
}

export function panelView({ words, locale, server, actions, draft }: PanelOptions): PanelView {
  let state: ChatState | null = null
  const context: EntryContext = {
    words,
    actions,
    server,
    assistant: () => state?.assistant ?? words.assistant,
    offline: () => state?.connection === 'offline',
  }
  const log = logView(context, locale)
  const composer = composerView(words, actions.say, actions.typing, draft)
  let closing: ClosingView | null = null
  const foot = h('div', { class: 'foot' }, composer.element)

  const memory = memoryView(words, locale, { ...actions.memory, close: () => showMemory(false) })
  const remembered = h(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'aria-label': words.memory,
      title: words.memory,
      'aria-pressed': 'false',
      onclick: () => showMemory(memory.element.hidden === true),
    },
    icon('person'),
  )
  const title = h('h2', { id: 'title' })
  const subtitle = h('p', { class: 'subtitle' })
  const end = h(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'aria-label': words.endChat,
      title: words.endChat,
      onclick: () => {
        actions.end()
        closing?.focus()
      },
    },
    icon('finish'),
  )
  const close = h(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'aria-label': words.close,
      title: words.close,
      onclick: () => actions.close(),
    },
    icon('close'),
  )
  const header = h(
    'header',
    {},
    h('div', { class: 'avatar', 'aria-hidden': 'true' }, icon('spark')),
    h('div', { class: 'names' }, title, subtitle),
    remembered,
    end,
    close,
  )
  const bannerText = h('span')
  const tryNow = h('button', { type: 'button', class: 'plain', onclick: () => actions.hurry() }, words.retry)
  const banner = h('div', { class: 'banner', role: 'status' }, bannerText, tryNow)
  const element = h(
    'section',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'title', tabindex: -1 },
    header,
    banner,
    memory.element,
    log.element,
    foot,
  )

  /** What is remembered takes the place of the conversation until one goes back. */
  function showMemory(on: boolean): void {
    setHidden(memory.element, !on)
    setHidden(log.element, on)
    setHidden(foot, on)
    remembered.setAttribute('aria-pressed', String(on))
    if (on) {
      memory.shown()
      return
    }
    composer.shown()
    log.toEnd()
    remembered.focus()
  }

  function showFoot(now: ChatState): void {
    if (now.over && !closing) {
      closing = closingView(words, actions)
      foot.replaceChildren(closing.element)
    } else if (!now.over && closing) {
      closing = null
      foot.replaceChildren(composer.element)
      composer.shown()
    }
    closing?.update(now)
  }

  return {
    element,
    shown() {
      composer.shown()
      log.toEnd()
    },
    focus() {
      // A touch keyboard that jumps up over the greeting helps nobody.
      if (closing) closing.focus()
      else if (matchMedia('(pointer: coarse)').matches) element.focus()
      else composer.focus()
    },
    update(now) {
      state = now
      setText(title, context.assistant())
      setText(subtitle, subtitleOf(now, words))
      element.dataset['status'] = now.status
      element.dataset['connection'] = now.connection
      const problem = bannerOf(now, words)
      setText(bannerText, problem ?? '')
      setHidden(banner, problem === null)
      setHidden(tryNow, now.connection !== 'waiting')
      const begun = now.entries.some((entry) => entry.kind === 'mine')
      setHidden(end, !begun || now.over)
      setHidden(remembered, !now.begun)
      showFoot(now)
      log.update(now)
    },
  }
}

function subtitleOf(state: ChatState, words: Words): string {
  if (state.status === 'taken') return fill(words.withPerson, { name: state.agent ?? words.person })
  if (state.status === 'waiting') {
    if (state.ahead === null) return words.queued
    return state.ahead === 0 ? words.next : fill(words.ahead, { count: state.ahead })
  }
  return state.loaded || state.connection !== 'connecting' ? words.ready : words.connecting
}

/** Trouble worth a line. One failed attempt is not: most are over within a second. */
function bannerOf(state: ChatState, words: Words): string | null {
  if (state.rejected) return words.rejected
  if (state.connection === 'offline') return words.offline
  return state.failures >= 2 && state.connection !== 'online' ? words.reconnecting : null
}
