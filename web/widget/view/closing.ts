import type { ChatState } from '../core/chat.ts'
import { limits } from '../core/limits.ts'
import type { Words } from '../words.ts'
import { h, setHidden, setText } from './dom.ts'
import { face } from './icons.ts'

const scores = [1, 2, 3, 4, 5] as const

export interface ClosingView {
  element: HTMLElement
  update(state: ChatState): void
  focus(): void
}

/** After the end: how did we do, and the way to a new chat. Takes the composer's place. */
export function closingView(
  words: Words,
  actions: { score(score: number, comment: string): Promise<boolean>; restart(): void; resume(): void },
): ClosingView {
  let chosen = 0
  let scored = false
  const radios = scores.map((score) => {
    const label = words[`score${score}`]
    const input = h('input', {
      type: 'radio',
      name: 'parley-score',
      value: score,
      onchange: () => {
        chosen = score
        setHidden(more, false)
        setText(chosenText, label)
      },
    })
    return h(
      'label',
      { class: 'score', title: label },
      input,
      face(score),
      h('span', { class: 'unseen' }, `${score}: ${label}`),
    )
  })
  const chosenText = h('p', { class: 'chosen', 'aria-hidden': 'true' })
  const comment = h('textarea', {
    rows: 2,
    'aria-label': words.comment,
    placeholder: words.comment,
    maxlength: limits.commentCharacters,
  })
  const submit = h('button', { type: 'submit', class: 'filled' }, words.submit)
  const more = h('div', { class: 'more', hidden: true }, chosenText, comment, submit)
  const outcome = h('p', { class: 'outcome', role: 'status' })
  const question = h(
    'form',
    {
      class: 'question',
      onsubmit: async (event: Event) => {
        event.preventDefault()
        submit.disabled = true
        scored = await actions.score(chosen, comment.value.trim())
        submit.disabled = false
        setHidden(question, scored)
        setText(outcome, scored ? words.rated : words.notSent)
        if (scored) again.focus()
      },
    },
    h('fieldset', {}, h('legend', {}, words.question), h('div', { class: 'scores' }, ...radios)),
    more,
  )
  const again = h('button', { type: 'button', class: 'outlined', onclick: () => actions.restart() }, words.newChat)
  const back = h('button', { type: 'button', class: 'plain', onclick: () => actions.resume() }, words.keepOn)
  return {
    element: h('div', { class: 'closing' }, question, outcome, h('div', { class: 'closing-actions' }, again, back)),
    update(state) {
      setHidden(question, scored || state.satisfaction !== null)
      if (state.satisfaction !== null) setText(outcome, words.rated)
    },
    focus: () => (question.hidden ? again : (radios[0]?.querySelector('input') ?? again)).focus(),
  }
}
