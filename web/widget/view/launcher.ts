import { fill, type Words } from '../words.ts'
import { h, setHidden, setText } from './dom.ts'
import { icon } from './icons.ts'

export interface LauncherView {
  element: HTMLButtonElement
  update(open: boolean, unread: number): void
}

export function launcherView(words: Words, onPress: () => void): LauncherView {
  const badge = h('span', { class: 'badge', 'aria-hidden': 'true', hidden: true })
  const element = h(
    'button',
    { type: 'button', class: 'launcher', 'aria-controls': 'panel', 'aria-haspopup': 'dialog', onclick: onPress },
    icon('chat'),
    icon('down'),
    badge,
  )
  return {
    element,
    update(open, unread) {
      element.setAttribute('aria-expanded', String(open))
      const label = open ? words.close : unread > 0 ? fill(words.openUnread, { count: unread }) : words.open
      element.setAttribute('aria-label', label)
      setText(badge, unread > 9 ? '9+' : String(unread))
      setHidden(badge, open || unread === 0)
    },
  }
}
