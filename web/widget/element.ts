import { randomId } from '../shared/random-id.ts'
import { Chat, type ChatState } from './core/chat.ts'
import { browserStorage } from './core/storage.ts'
import type { Surroundings } from './core/surroundings.ts'
import { launcherView } from './view/launcher.ts'
import { showUnreadInTitle } from './view/page-title.ts'
import { type PanelView, panelView } from './view/panel.ts'
import { styles } from './view/styles/index.ts'
import { wordsFor } from './words.ts'

/** Below this width, or height, the open chat takes the whole screen. As in styles/media.css. */
const narrow = '(max-width: 480px), (max-height: 480px)'

/**
 * `<parley-chat key="pk_…" server="https://…">`: the chat. Further attributes: `identity` (token signed by the website), `locale`,
 * `theme` (light, dark; the system's otherwise), `accent` (any CSS colour). Changing key, server, identity or locale starts over with them.
 */
export class ParleyChat extends HTMLElement {
  static readonly observedAttributes = ['key', 'server', 'identity', 'locale', 'accent']

  readonly #root = this.attachShadow({ mode: 'open' })
  #chat: Chat | null = null
  #panel: PanelView | null = null
  #launcher: ReturnType<typeof launcherView> | null = null
  #open = false
  #drawing = false
  #settingUp = false
  #listening = new AbortController()

  constructor() {
    super()
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    this.#root.adoptedStyleSheets = [sheet]
  }

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    addEventListener('online', () => this.#chat?.networkChanged(true), { signal })
    addEventListener('offline', () => this.#chat?.networkChanged(false), { signal })
    addEventListener('storage', (event) => this.#chat?.storageChanged(event.key), { signal })
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.hidden) return
        showUnreadInTitle(document, 0)
        this.#chat?.hurry()
        this.#draw()
      },
      { signal },
    )
    window.visualViewport?.addEventListener('resize', () => this.#fit(), { signal })
    this.#root.addEventListener('keydown', (event) => this.#onKey(event as KeyboardEvent), { signal })
    this.#setUp()
  }

  disconnectedCallback(): void {
    this.#listening.abort()
    this.#chat?.disconnect()
    this.#chat = null
    showUnreadInTitle(document, 0)
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return
    if (name === 'accent') this.#paint()
    else this.#setUp()
  }

  get opened(): boolean {
    return this.#open
  }

  open(): void {
    this.#show(true, { focus: true })
  }

  close(): void {
    this.#show(false, { focus: true })
  }

  /** Opens the chat and sends a message, as if the customer had written it. */
  ask(text: string): void {
    this.open()
    this.#chat?.send(text)
  }

  /** Several attributes often change together: one set-up for all of them. */
  #setUp(): void {
    if (this.#settingUp) return
    this.#settingUp = true
    queueMicrotask(() => {
      this.#settingUp = false
      if (this.isConnected) this.#build()
    })
  }

  #build(): void {
    this.#chat?.disconnect()
    const key = this.getAttribute('key') ?? ''
    const locale = this.getAttribute('locale') ?? document.documentElement.lang
    const words = wordsFor([locale, ...navigator.languages])
    const server = (this.getAttribute('server') ?? location.origin).replace(/\/+$/, '')
    const chat = new Chat(this.#surroundings(server, key, locale), () => this.#draw())
    this.#chat = chat
    const draftKey = `parley:${key}:draft`
    const session = browserStorage(() => sessionStorage)
    const panel = panelView({
      words,
      locale: locale || navigator.language,
      server,
      draft: { get: () => session.get(draftKey) ?? '', set: (text) => session.set(draftKey, text) },
      actions: {
        close: () => this.close(),
        say: (text) => chat.send(text),
        send: (text, payload) => chat.send(text, payload),
        typing: () => chat.typing(),
        memory: {
          load: () => chat.profile(),
          consent: (given) => chat.consent(given),
          forget: (fact) => chat.forget(fact),
        },
        hurry: () => chat.hurry(),
        retry: (clientId) => chat.retry(clientId),
        discard: (clientId) => chat.discard(clientId),
        rate: (seq, value, comment) => chat.rate(seq, value, comment),
        score: (score, comment) => chat.score(score, comment),
        end: () => {
          chat.end()
          this.#drawNow()
        },
        resume: () => {
          chat.resume()
          this.#drawNow()
          panel.focus()
        },
        restart: () => {
          chat.restart()
          this.#drawNow()
          panel.focus()
        },
      },
    })
    const launcher = launcherView(words, () => (this.#open ? this.close() : this.open()))
    this.#panel = panel
    this.#launcher = launcher
    // Spares a Tab through the whole conversation: the panel comes before the launcher only in looks.
    this.#root.replaceChildren(panel.element, launcher.element)
    this.lang = locale
    this.#paint()
    this.#drawNow()
    this.#show(session.get('parley:open') === 'yes', { focus: false })
    // A conversation of an earlier page is picked up at once, for the badge; a new one begins when somebody opens the chat.
    if (chat.resumable) chat.connect()
  }

  #surroundings(server: string, key: string, locale: string): Surroundings {
    return {
      server,
      key,
      identity: this.getAttribute('identity') || null,
      locale: locale || null,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || null,
      page: location.href,
      storage: browserStorage(() => localStorage),
      fetch: (input, init) => fetch(input, init),
      openSocket: (url) => new WebSocket(url),
      nowMs: () => Date.now(),
      random: () => Math.random(),
      newId: randomId,
      later(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      networkUp: () => navigator.onLine,
    }
  }

  #show(open: boolean, { focus }: { focus: boolean }): void {
    this.#open = open
    this.toggleAttribute('data-open', open)
    browserStorage(() => sessionStorage).set('parley:open', open ? 'yes' : 'no')
    if (open) this.#chat?.connect()
    this.#fit()
    this.#drawNow()
    if (!open) {
      if (focus) this.#launcher?.element.focus()
      return
    }
    this.#panel?.shown()
    if (focus) this.#panel?.focus()
  }

  /** Many changes come in one go; they are drawn once, after them. */
  #draw(): void {
    if (this.#drawing) return
    this.#drawing = true
    queueMicrotask(() => {
      this.#drawing = false
      this.#drawNow()
    })
  }

  #drawNow(): void {
    if (!this.#chat || !this.#panel) return
    if (this.#open && !document.hidden) this.#chat.markRead()
    const state: ChatState = this.#chat.state
    this.#panel.update(state)
    this.#launcher?.update(this.#open, state.unread)
    if (document.hidden) showUnreadInTitle(document, state.unread)
  }

  #onKey(event: KeyboardEvent): void {
    if (!this.#open) return
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      this.close()
    } else if (event.key === 'Tab' && matchMedia(narrow).matches) this.#keepFocus(event)
  }

  /** On a phone the chat covers the page, so Tab must not wander into what cannot be seen. */
  #keepFocus(event: KeyboardEvent): void {
    const inside = [
      ...(this.#panel?.element.querySelectorAll<HTMLElement>(
        'button:not([disabled]), a[href], input, textarea, summary, [tabindex="0"]',
      ) ?? []),
    ].filter((element) => element.checkVisibility())
    const edge = event.shiftKey ? inside[0] : inside.at(-1)
    const other = event.shiftKey ? inside.at(-1) : inside[0]
    if (this.#root.activeElement !== edge && this.#root.activeElement !== this.#panel?.element) return
    event.preventDefault()
    other?.focus()
  }

  /** Full screen on phones: as high as the keyboard leaves, and the page behind stays where it is. */
  #fit(): void {
    const covering = this.#open && matchMedia(narrow).matches
    this.#panel?.element.setAttribute('aria-modal', String(covering))
    const height = covering ? window.visualViewport?.height : undefined
    if (height) this.style.setProperty('--parley-height', `${height}px`)
    else this.style.removeProperty('--parley-height')
  }

  #paint(): void {
    const accent = this.getAttribute('accent')
    if (accent && CSS.supports('color', accent)) this.style.setProperty('--parley-accent', accent)
    else this.style.removeProperty('--parley-accent')
  }
}
