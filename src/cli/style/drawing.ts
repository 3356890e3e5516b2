import { styleText } from 'node:util'

/** Small pictures of styles for a terminal. Colours go where output is no terminal or NO_COLOR is set. */

const cells = 20
export const dim = (text: string): string => styleText('dim', text)
export const bold = (text: string): string => styleText('bold', text)
export const green = (text: string): string => styleText('green', text)
export const yellow = (text: string): string => styleText('yellow', text)
export const cyan = (text: string): string => styleText('cyan', text)

/** A bar from 0 to 1 with a mark where the target is: `━━━━━━──┃────`. Empty where nothing was measured. */
export function bar(score: number | null, target: number | null): string {
  const filled = score === null ? 0 : Math.round(score * cells)
  const mark = target === null ? -1 : Math.min(cells - 1, Math.round(target * cells - 0.5))
  return Array.from({ length: cells }, (_, at) => {
    if (at === mark) return yellow('┃')
    return at < filled ? cyan('━') : dim('─')
  }).join('')
}

export const shown = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits))

/** Breaks a text into lines of at most so many characters, at spaces. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = []
    let current = ''
    for (const word of line.split(' ')) {
      if (current !== '' && current.length + 1 + word.length > width) {
        lines.push(current)
        current = word
      } else current = current === '' ? word : `${current} ${word}`
    }
    return [...lines, current]
  })
}

/** Two texts side by side, each in its column. */
export function sideBySide(left: string, right: string, width: number): string[] {
  const column = Math.floor((width - 5) / 2)
  const [a, b] = [wrapped(left, column), wrapped(right, column)]
  return Array.from(
    { length: Math.max(a.length, b.length) },
    (_, at) => `${dim((a[at] ?? '').padEnd(column))} ${dim('│')} ${b[at] ?? ''}`,
  )
}

/** As the terminal is, within what reads well; where there is none, what fits a page. */
export const terminalWidth = (): number => Math.min(140, Math.max(60, process.stdout.columns ?? 110))
