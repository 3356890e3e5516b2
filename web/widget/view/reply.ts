import type { ReplyPart } from '#contracts'
import type { DraftedReply } from '../core/drafts.ts'
import type { Entry, Value } from '../core/entries.ts'
import { limits } from '../core/limits.ts'
import { fill } from '../words.ts'
import { h, link, linked, safeUrl, setText } from './dom.ts'
import type { EntryContext, EntryView } from './entry-view.ts'
import { icon } from './icons.ts'
import { speaker } from './messages.ts'

type Reply = Extract<Entry, { kind: 'reply' }>

export function replyView(context: EntryContext, reply: Reply): EntryView<'reply'> {
  const thumbs = reply.rateable ? thumbsView(context, reply) : null
  const quick = quickReplies(context, reply)
  const element = h(
    'div',
    { class: 'row theirs reply' },
    h('div', { class: 'sender', 'aria-hidden': 'true' }, icon('spark'), context.assistant()),
    speaker(context.assistant()),
    ...reply.parts.map((part) => partView(context, part)),
    thumbs?.element ?? null,
    quick?.element ?? null,
  )
  return {
    element,
    update(entry) {
      element.toggleAttribute('data-stale', entry.stale)
      thumbs?.update(entry.rated)
      quick?.update(entry)
    },
  }
}

/**
 * The reply while it is written. Not for screen readers: they read the reply itself, whole and once, when it is there.
 */
export function draftView(context: EntryContext) {
  const text = h('div', { class: 'text' })
  const name = h('span', {})
  const element = h(
    'div',
    { class: 'row theirs draft', 'aria-hidden': 'true', hidden: true },
    h('div', { class: 'sender' }, icon('spark'), name),
    h('div', { class: 'bubble' }, text),
  )
  return {
    element,
    isShown: () => !element.hidden,
    /** True where more is to be seen than before. */
    update(draft: DraftedReply | null): boolean {
      const written = draft?.sentences.join('') ?? ''
      const isMore = written.length > (text.textContent?.length ?? 0)
      element.hidden = written === ''
      setText(name, context.assistant())
      setText(text, written)
      return isMore
    },
  }
}

function partView(context: EntryContext, part: ReplyPart): HTMLElement {
  const { newTab } = context.words
  if (part.kind === 'text') {
    const sources = part.citations?.length ? citations(context, part.citations) : null
    return h('div', { class: 'bubble' }, h('div', { class: 'text' }, linked(part.text, newTab)), sources)
  }
  const address = safeUrl(part.linkUrl, context.server)
  const image = safeUrl(part.imageUrl, context.server)
  const rows = part.lines.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, value)])
  return h(
    'div',
    { class: 'card', role: 'group', 'aria-label': part.title },
    image && h('img', { src: image, alt: '', loading: 'lazy' }),
    h('div', { class: 'card-title' }, address ? link(address, part.title, newTab) : part.title),
    rows.length > 0 && h('dl', {}, ...rows),
  )
}

type Citations = NonNullable<Extract<ReplyPart, { kind: 'text' }>['citations']>

/** The passages a statement rests on: folded away, one keypress from view. */
function citations({ words, server }: EntryContext, list: Citations): HTMLElement {
  const label = list.length === 1 ? words.source : fill(words.sources, { count: list.length })
  const items = list.map((citation) => {
    const address = safeUrl(citation.url, server)
    return h(
      'li',
      {},
      h('div', { class: 'source-title' }, address ? link(address, citation.title, words.newTab) : citation.title),
      h('blockquote', {}, citation.quote),
    )
  })
  const details = h(
    'details',
    { class: 'sources', ontoggle: () => details.open && details.scrollIntoView({ block: 'nearest' }) },
    h('summary', {}, icon('source'), label, icon('down')),
    h('ul', { role: 'list' }, ...items),
  )
  return details
}

function quickReplies({ words, actions }: EntryContext, reply: Reply) {
  if (reply.quickReplies.length === 0) return null
  const buttons = reply.quickReplies.map(({ label, payload }) =>
    h('button', { type: 'button', class: 'quick', onclick: () => actions.send(label, payload) }, label),
  )
  const element = h('div', { class: 'quick-replies', role: 'group', 'aria-label': words.quick }, ...buttons)
  return {
    element,
    update(entry: Reply) {
      for (const button of buttons) {
        button.disabled = entry.stale
        button.toggleAttribute('data-chosen', button.textContent === entry.chosen)
      }
    },
  }
}

/** Thumbs; down asks, without insisting, what was wrong. */
function thumbsView({ words, actions }: EntryContext, reply: Reply) {
  const thanks = h('span', { class: 'thumb-thanks', role: 'status' })
  const comment = h('input', {
    type: 'text',
    'aria-label': words.whatWrong,
    placeholder: words.whatWrong,
    maxlength: limits.commentCharacters,
    autocomplete: 'off',
  })
  const form = h(
    'form',
    {
      class: 'thumb-comment',
      hidden: true,
      onsubmit: async (event: Event) => {
        event.preventDefault()
        const text = comment.value.trim()
        const told = text === '' || (await actions.rate(reply.seq, 'down', text))
        if (told) form.hidden = true
        thanks.textContent = told ? words.thanks : words.notSent
      },
    },
    comment,
    h('button', { type: 'submit', class: 'round', 'aria-label': words.send }, icon('send')),
  )
  const button = (value: Value, label: string) =>
    h(
      'button',
      {
        type: 'button',
        class: `thumb ${value}`,
        'aria-label': label,
        title: label,
        onclick: async () => {
          thanks.textContent = ''
          form.hidden = value === 'up'
          const told = await actions.rate(reply.seq, value)
          if (!told) form.hidden = true
          thanks.textContent = told ? (value === 'up' ? words.thanks : '') : words.notSent
        },
      },
      icon('up'),
    )
  const up = button('up', words.helpful)
  const down = button('down', words.notHelpful)
  return {
    element: h('div', { class: 'thumbs' }, up, down, thanks, form),
    update(rated: Value | null) {
      up.setAttribute('aria-pressed', String(rated === 'up'))
      down.setAttribute('aria-pressed', String(rated === 'down'))
    },
  }
}
