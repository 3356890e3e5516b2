import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorRegistry } from '#domain/errors.ts'
import { Metrics } from '#monitoring/index.ts'
import { steps } from '#turn/index.ts'

const root = join(import.meta.dirname, '../..')
const docs = join(root, 'docs')
const read = (file: string) => readFileSync(join(docs, file), 'utf8')

/** What looks like a link inside an example is none. */
const withoutFences = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '')
const withoutCode = (text: string) => withoutFences(text).replace(/`[^`\n]*`/g, '')

/** The anchors that a forge makes of a page's headings. */
const headingsOf = (path: string) =>
  [...withoutFences(readFileSync(path, 'utf8')).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )

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

  test('links lead to files and headings that are there', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'web/README.md'].concat(
      readdirSync(docs, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.md'))
        .map((file) => `docs/${file}`),
    )
    const broken = pages.flatMap((file) =>
      [
        ...withoutCode(readFileSync(join(root, file), 'utf8')).matchAll(
          /\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)/g,
        ),
      ]
        .filter(([, target = '', heading]) => {
          const path = target === '' ? join(root, file) : join(root, file, '..', target)
          return !existsSync(path) || (heading !== undefined && !headingsOf(path).includes(heading))
        })
        .map(([link]) => `${file}: ${link}`),
    )
    expect(broken).toEqual([])
  })

  test('docs/operations.md has every setting of the server and no metric that there is not', async () => {
    const source = readFileSync(join(root, 'src/compose/environment.ts'), 'utf8')
    const settings = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1] ?? '')
    expect(settings).toContain('PARLEY_DATA')
    const page = read('operations.md')
    expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
    const measured = await new Metrics({ processMetrics: true }).text()
    const metrics = [...page.matchAll(/`(parley_[a-z_]+)/g)].map((match) => match[1] ?? '')
    expect(metrics.length).toBeGreaterThan(3)
    expect(metrics.filter((name) => !measured.includes(`# TYPE ${name} `))).toEqual([])
  })
})
