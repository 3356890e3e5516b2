/** What a host's robots.txt lets a program fetch (RFC 9309). */
export interface Robots {
  allows(path: string): boolean
  /** Milliseconds between two pages, where it asks for that. */
  delayMs: number | null
}

export const everything: Robots = { allows: () => true, delayMs: null }

/** Lines that are looked at, as the RFC asks for at least: beyond it a file is no longer meant for reading. */
const characters = 500_000

/** The group that names the program, else the one for all. The longest rule that matches counts; of two equal ones the one that allows. */
export function readRobots(text: string, agent: string): Robots {
  const groups: { agents: string[]; rules: { path: string; allow: boolean }[]; delayMs: number | null }[] = []
  let isOpen = false
  for (const raw of text.slice(0, characters).split(/\r\n?|\n/)) {
    const [line = ''] = raw.split('#', 1)
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).trim()
    const key = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    switch (key) {
      case 'user-agent': {
        if (!isOpen) groups.push({ agents: [], rules: [], delayMs: null })
        isOpen = true
        groups.at(-1)?.agents.push(value.toLowerCase())
        break
      }
      case 'allow':
      case 'disallow':
        isOpen = false
        if (value !== '') groups.at(-1)?.rules.push({ path: value, allow: key === 'allow' })
        break
      case 'crawl-delay': {
        isOpen = false
        const group = groups.at(-1)
        const seconds = Number(value)
        if (group && Number.isFinite(seconds) && seconds >= 0) group.delayMs = seconds * 1_000
        break
      }
      default:
        break
    }
  }
  const name = agent.toLowerCase()
  const own = groups.filter(({ agents }) => agents.includes(name))
  const meant = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))
  const rules = meant.flatMap((group) => group.rules).map((rule) => ({ ...rule, matches: matcher(rule.path) }))
  return {
    delayMs: meant.find(({ delayMs }) => delayMs !== null)?.delayMs ?? null,
    allows(path) {
      const [best] = rules
        .filter(({ matches }) => matches(path))
        .toSorted((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow))
      return best?.allow ?? true
    },
  }
}

/** `*` stands for anything, `$` at the end for the end. By hand: as a regular expression many stars could run for minutes. */
function matcher(rule: string): (path: string) => boolean {
  const isWhole = rule.endsWith('$')
  const [first = '', ...rest] = (isWhole ? rule.slice(0, -1) : rule).split(/\*+/)
  return (path) => {
    if (!path.startsWith(first)) return false
    let at = first.length
    for (const [number, piece] of rest.entries()) {
      if (isWhole && number === rest.length - 1) return path.length - piece.length >= at && path.endsWith(piece)
      const found = path.indexOf(piece, at)
      if (found < 0) return false
      at = found + piece.length
    }
    return !isWhole || at === path.length
  }
}
