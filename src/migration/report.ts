/** How something of the other program came over. */
export type Fate = 'carried' | 'changed' | 'lost'

export interface MigrationNote {
  fate: Fate
  /** "the flow order_pizza" */
  what: string
  /** What became of it, or why nothing did. */
  how: string
  file: string
  /** From 1; null where the whole file is meant. */
  line: number | null
  /** What to do by hand; null: nothing. */
  todo: string | null
}

export interface NotePlace {
  file: string
  line: number | null
}

/** Everything an import has to say, in the order of what it read. */
export class Notes {
  readonly all: MigrationNote[] = []
  private readonly told = new Set<string>()

  carried(what: string, place: NotePlace, how = ''): void {
    this.add('carried', what, how, place, null)
  }

  changed(what: string, how: string, place: NotePlace, todo: string | null = null): void {
    this.add('changed', what, how, place, todo)
  }

  lost(what: string, why: string, place: NotePlace, todo: string | null = null): void {
    this.add('lost', what, why, place, todo)
  }

  /** Steps that are drawn twice are told once. */
  private add(fate: Fate, what: string, how: string, { file, line }: NotePlace, todo: string | null): void {
    const key = JSON.stringify([fate, what, how, file, line])
    if (this.told.has(key)) return
    this.told.add(key)
    this.all.push({ fate, what, how, file, line, todo })
  }

  count(fate: Fate): number {
    return this.all.filter((note) => note.fate === fate).length
  }
}

export const titles: Record<Fate, string> = {
  lost: 'Could not be carried over',
  changed: 'Carried over, but changed',
  carried: 'Carried over',
}

/** Notes that are shown of a kind where not all are asked for. */
const shown = 15

const placeText = ({ file, line }: NotePlace): string => (line === null ? file : `${file}:${line}`)

/** For the terminal: what needs a look first. */
export function notesText(notes: readonly MigrationNote[], all: boolean): string {
  const lines: string[] = []
  for (const fate of ['lost', 'changed', ...(all ? (['carried'] as const) : [])] as const) {
    const of = notes.filter((note) => note.fate === fate)
    if (of.length === 0) continue
    lines.push('', `${titles[fate]} (${of.length})`)
    const some = all ? of : of.slice(0, shown)
    for (const note of some) {
      lines.push(`  ${placeText(note)}  ${note.what}${note.how === '' ? '' : `: ${note.how}`}`)
      if (note.todo !== null) lines.push(`    → ${note.todo}`)
    }
    if (some.length < of.length) lines.push(`  … and ${of.length - some.length} more: --all shows them`)
  }
  return lines.join('\n')
}

/** The report that is written beside what was made. */
export function notesMarkdown(notes: readonly MigrationNote[], from: string): string {
  const cell = (text: string) =>
    text
      .replaceAll('|', '\\|')
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll('<', '&lt;')
  const parts = [
    `# Imported from ${from}`,
    '',
    'What came over from Rasa, what was changed on the way, and what has to be done by hand. Delete this file when it is done.',
  ]
  for (const fate of ['lost', 'changed', 'carried'] as const) {
    const of = notes.filter((note) => note.fate === fate)
    parts.push('', `## ${titles[fate]} (${of.length})`, '')
    if (of.length === 0) parts.push('Nothing.')
    else {
      parts.push('| where | what | how | to do |', '|---|---|---|---|')
      for (const note of of)
        parts.push(
          `| ${[placeText(note), note.what, note.how, note.todo ?? ''].map(cell).join(' | ')} |`.replaceAll('  ', ' '),
        )
    }
  }
  return `${parts.join('\n')}\n`
}
