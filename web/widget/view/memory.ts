import type { ProfileView, RememberedFact } from '#contracts'
import { fill, type Words } from '../words.ts'
import { h, setHidden, setText } from './dom.ts'
import { icon } from './icons.ts'

export interface MemoryActions {
  /** Each gives what is remembered afterwards; null where it did not go through. */
  load(): Promise<ProfileView | null>
  consent(given: boolean): Promise<ProfileView | null>
  /** Erases one fact, or all of them. */
  forget(fact: string | null): Promise<ProfileView | null>
  close(): void
}

export interface MemoryView {
  element: HTMLElement
  /** Loads anew and takes the focus. */
  shown(): void
}

/** What is remembered of the customer: seen, allowed, erased. Lies over the conversation. */
export function memoryView(words: Words, locale: string, actions: MemoryActions): MemoryView {
  const back = h(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'aria-label': words.keepOn,
      title: words.keepOn,
      onclick: () => actions.close(),
    },
    icon('back'),
  )
  const heading = h('h3', { id: 'memory-title', tabindex: -1 }, words.memory)
  const status = h('p', { class: 'memory-status', role: 'status' })
  const again = h(
    'button',
    { type: 'button', class: 'outlined', onclick: () => void run(() => actions.load()) },
    words.retry,
  )
  const consent = h('input', {
    type: 'checkbox',
    role: 'switch',
    onchange: () => void run(() => actions.consent(consent.checked)),
  })
  const consentLine = h(
    'label',
    { class: 'consent' },
    h('span', {}, words.memoryConsent),
    consent,
    h('i', { 'aria-hidden': 'true' }),
  )
  const consentNote = h('p', { class: 'memory-note' }, words.memoryConsentNote)
  const list = h('ul', { class: 'facts' })
  const eraseAll = h(
    'button',
    { type: 'button', class: 'plain bad', onclick: () => confirming(true) },
    words.memoryEraseAll,
  )
  const sure = h(
    'button',
    { type: 'button', class: 'filled bad', onclick: () => void run(() => actions.forget(null)) },
    words.memoryErase,
  )
  const keep = h('button', { type: 'button', class: 'outlined', onclick: () => confirming(false) }, words.memoryKeep)
  const question = h(
    'div',
    { class: 'sure', role: 'alertdialog', 'aria-label': words.memorySure, hidden: true },
    h('p', {}, words.memorySure),
    h('div', { class: 'sure-actions' }, sure, keep),
  )
  const body = h(
    'div',
    { class: 'memory-body', tabindex: 0 },
    status,
    again,
    consentLine,
    consentNote,
    list,
    eraseAll,
    question,
  )
  const element = h(
    'div',
    {
      class: 'memory',
      role: 'region',
      'aria-labelledby': 'memory-title',
      hidden: true,
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.isComposing) return
        // Back to the chat, which stays open.
        event.stopPropagation()
        if (question.hidden) actions.close()
        else confirming(false)
      },
    },
    h('div', { class: 'memory-head' }, back, heading),
    body,
  )
  let known: ProfileView | null = null
  let busy = false

  function confirming(on: boolean): void {
    setHidden(question, !on)
    setHidden(eraseAll, on || (known?.facts.length ?? 0) < 2)
    ;(on ? keep : eraseAll.hidden ? heading : eraseAll).focus()
  }

  async function run(work: () => Promise<ProfileView | null>): Promise<void> {
    if (busy) return
    busy = true
    element.setAttribute('aria-busy', 'true')
    const profile = await work()
    busy = false
    element.removeAttribute('aria-busy')
    draw(profile)
  }

  function draw(profile: ProfileView | null): void {
    const focused = () => (element.getRootNode() as ShadowRoot).activeElement
    const hadFocus = body.contains(focused())
    if (profile !== null) known = profile
    setHidden(question, true)
    setHidden(again, profile !== null)
    const may = known?.known === true && known.remembers !== 'off'
    setHidden(consentLine, !may)
    setHidden(consentNote, !may)
    // The customer's own word, else what the shop does unless told otherwise.
    if (known !== null) consent.checked = known.consent ?? known.remembers === 'on'
    const facts = known?.facts ?? []
    list.replaceChildren(...facts.map((fact) => factView(fact)))
    setHidden(list, facts.length === 0)
    setHidden(eraseAll, facts.length < 2)
    setText(status, statusOf(profile))
    // What had the focus may be gone, or hidden, which browsers notice only later.
    if (hadFocus && focused()?.checkVisibility() !== true) heading.focus()
  }

  function statusOf(profile: ProfileView | null): string {
    if (profile === null) return words.notSent
    if (!profile.known) return words.memoryUnknown
    if (profile.remembers === 'off' && profile.facts.length === 0) return words.memoryOff
    return profile.facts.length === 0 ? words.memoryEmpty : ''
  }

  function factView(fact: RememberedFact): HTMLElement {
    const day = (iso: string) => new Date(iso).toLocaleDateString(locale, { dateStyle: 'medium' })
    const how = { said: words.memorySaid, tool: words.memoryTool, inferred: words.memoryInferred }[fact.how]
    const until = fact.expiresAt === null ? '' : ` · ${fill(words.memoryUntil, { date: day(fact.expiresAt) })}`
    const label = fill(words.memoryForget, { fact: fact.label })
    return h(
      'li',
      {},
      h(
        'div',
        { class: 'fact' },
        h('span', { class: 'fact-name' }, `${fact.label.charAt(0).toUpperCase()}${fact.label.slice(1)}: `),
        h('span', { class: 'fact-value' }, fact.value),
      ),
      h('p', { class: 'fact-source' }, `${how} · ${day(fact.at)}${until}`),
      h(
        'button',
        {
          type: 'button',
          class: 'round quiet',
          'aria-label': label,
          title: label,
          onclick: () => void run(() => actions.forget(fact.fact)),
        },
        icon('bin'),
      ),
    )
  }

  return {
    element,
    shown() {
      setText(status, words.connecting)
      for (const part of [again, consentLine, consentNote, list, eraseAll, question]) setHidden(part, true)
      heading.focus()
      void run(() => actions.load())
    },
  }
}
