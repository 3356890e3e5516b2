import { useEffect, useRef } from 'react'

export const shortcuts = [
  { key: 'j', what: 'Next conversation' },
  { key: 'k', what: 'Previous conversation' },
  { key: 't', what: 'Take the conversation' },
  { key: 'r', what: 'Write a reply' },
  { key: 'n', what: 'Write a private note' },
  { key: 'g', what: 'Give back to the assistant' },
  { key: 'e', what: 'Resolve' },
  { key: 'w', what: 'Why the last reply was given' },
  { key: 'escape', what: 'Leave the text field, close the panel' },
  { key: '?', what: 'Show these shortcuts' },
] as const
export type ShortcutKey = (typeof shortcuts)[number]['key']
export type ShortcutHandlers = Partial<Record<ShortcutKey, () => void>>

/** Single keys, while nobody is typing and no dialog is open. Keys with Ctrl, Alt or Meta belong to the browser. */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const current = useRef(handlers)
  current.current = handlers
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return
      const target = event.target as HTMLElement
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return
      if (target.matches('input, textarea, select, [contenteditable="true"]')) {
        if (event.key === 'Escape') target.blur()
        return
      }
      const run = current.current[(event.key === 'Escape' ? 'escape' : event.key) as ShortcutKey]
      if (!run) return
      event.preventDefault()
      run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
