import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorRegistry } from '#domain/errors.ts'
import { steps } from '#turn/index.ts'

const docs = join(import.meta.dirname, '../../docs')
const read = (file: string) => readFileSync(join(docs, file), 'utf8')

/** What looks like a link inside an example is none. */
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')

describe('the documents', () => {
  test('docs/errors.md has exactly the codes of the registry, with status, retry and wording', () => {
    const rows = [...read('errors.md').matchAll(/^\| `([\w.-]+)` \| (\d+) \| (yes|no) \| (.+) \|$/gm)].map((row) =>
      row.slice(1),
    )
    const registry = Object.entries(errorRegistry).map(([code, { status, retryable, message }]) => [
      code,
      String(status),
      retryable ? 'yes' : 'no',
      message.replaceAll('\n', ' ').replaceAll('|', '\\|'),
    ])
    expect(rows).toEqual(registry)
  })

  test('docs/turn.md draws the steps in the order in which they run', () => {
    const names = steps.map((step) => step.name)
    expect(read('turn.md')).toContain(names.join(' --> '))
    const rows = [...read('turn.md').matchAll(/^\| `(\w+)` \|/gm)].map((row) => row[1])
    expect(rows).toEqual(names)
  })

  test('every step reads only what an earlier one wrote', () => {
    const written = new Set<string>(['claim', 'assistant', 'startedAtMs'])
    for (const step of steps) {
      expect(
        step.reads.filter((field) => !written.has(field)),
        `${step.name} reads too early`,
      ).toEqual([])
      for (const field of step.writes) written.add(field)
    }
  })

  test('links between documents lead somewhere', () => {
    const files = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    const broken = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...withoutCode(read(file)).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
          .map((link) => link[1] ?? '')
          .filter((target) => {
            const path = join(docs, file, '..', target)
            return !files.some((known) => join(docs, known) === path.replace(/\/$/, '')) && !target.startsWith('../')
          })
          .map((target) => `${file}: ${target}`),
      )
    expect(broken).toEqual([])
  })
})
