import { limits } from '../core/limits.ts'
import { fill, type Words } from '../words.ts'
import { h, setHidden, setText } from './dom.ts'
import { icon } from './icons.ts'

/** Tallest the text field grows, in pixels; beyond it scrolls. */
const tallestPx = 132

export interface ComposerView {
  element: HTMLElement
  focus(): void
  /** To call when the composer becomes visible. */
  shown(): void
}

/** Where the customer writes. Enter sends, Shift+Enter makes a line; Enter that ends an IME composition does not send. */
export function composerView(
  words: Words,
  onSend: (text: string) => boolean,
  onTyping: () => void,
  draft: { get(): string; set(text: string): void },
): ComposerView {
  const hint = h('p', { class: 'hint', role: 'status' })
  const field = h('textarea', {
    rows: 1,
    'aria-label': words.message,
    placeholder: words.placeholder,
    maxlength: limits.textCharacters,
    enterkeyhint: 'send',
    autocomplete: 'off',
  })
  const button = h(
    'button',
    { type: 'submit', class: 'round send', 'aria-label': words.send, disabled: true },
    icon('send'),
  )
  const element = h('form', { class: 'composer' }, h('div', { class: 'field' }, field, button), hint)
  field.value = draft.get()
  setHidden(hint, true)
  resizeField()

  function resizeField(): void {
    button.disabled = field.value.trim() === ''
    field.style.height = 'auto'
    // Nothing can be measured while the panel is hidden; it is done again when it shows.
    if (field.scrollHeight === 0) return
    field.style.height = `${Math.min(field.scrollHeight, tallestPx)}px`
  }
  function say(text: string): void {
    setText(hint, text)
    setHidden(hint, text === '')
  }
  function submit(): void {
    if (field.value.trim() === '') return
    if (!onSend(field.value)) {
      say(words.tooMany)
      return
    }
    field.value = ''
    draft.set('')
    say('')
    resizeField()
  }
  field.addEventListener('input', () => {
    resizeField()
    draft.set(field.value)
    const left = limits.textCharacters - field.value.length
    say(field.value.length > limits.textWarnCharacters ? fill(words.left, { count: left }) : '')
    if (field.value.trim() !== '') onTyping()
  })
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  })
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
    field.focus()
  })
  return { element, focus: () => field.focus(), shown: resizeField }
}
