import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { textPage, writePdf } from '#knowledge/ingest/testing/write-pdf.ts'
import { knowledgeCommand } from './index.ts'

let work: string
let folder: string
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'parley-knowledge-'))
  folder = join(work, 'mine')
  await mkdir(join(folder, 'knowledge'), { recursive: true })
  await writeFile(join(folder, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\n')
  await writeFile(
    join(folder, 'knowledge/returns.md'),
    '---\ntitle: Returns\nowner: support\nvalid_until: 2026-12-31\n---\n\nSend it back.\n',
  )
  vi.stubEnv('PARLEY_DATA', join(work, 'data'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(work, { recursive: true, force: true })
})

/** `parley knowledge …`, in this process. */
async function parley(
  ...args: string[]
): Promise<{ code: number; out: string; err: string; json: () => Record<string, unknown> }> {
  const lines = { out: '', err: '' }
  const out = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    lines.out += `${text}\n`
  })
  const err = vi.spyOn(console, 'error').mockImplementation((text: string) => {
    lines.err += `${text}\n`
  })
  const before = process.exitCode
  process.exitCode = undefined
  try {
    await knowledgeCommand().parseAsync(args, { from: 'user' })
    return {
      code: Number(process.exitCode ?? 0),
      ...lines,
      json: () => JSON.parse(lines.out) as Record<string, unknown>,
    }
  } finally {
    process.exitCode = before
    out.mockRestore()
    err.mockRestore()
  }
}

test('a file is added with what is said of it, and listed with its format, language, passages and owner', async () => {
  await writeFile(
    join(work, 'handbook.pdf'),
    writePdf([textPage(['You can return what you bought within the thirty days after it came to you.'])], {
      title: 'The handbook',
    }),
  )
  const added = await parley(
    'add',
    join(work, 'handbook.pdf'),
    '-a',
    folder,
    '--category',
    'handbook',
    '--owner',
    'logistics',
    '--json',
  )
  expect(added.code).toBe(0)
  expect(await readFile(join(folder, 'knowledge/handbook.pdf.meta.yaml'), 'utf8')).toBe(
    'category: handbook\nowner: logistics\n',
  )
  const { json } = await parley('list', folder, '--json')
  expect(json().documents).toEqual([
    expect.objectContaining({
      slug: 'handbook',
      title: 'The handbook',
      format: 'pdf',
      locale: 'en',
      category: 'handbook',
      owner: 'logistics',
      passages: 1,
    }),
    expect.objectContaining({
      slug: 'returns',
      format: 'markdown',
      owner: 'support',
      validUntil: '2026-12-31',
      passages: 1,
    }),
  ])
  expect((await parley('list', folder)).out).toMatch(/handbook +pdf +en +handbook/)
})

test('an article gets what is said of it into its front matter', async () => {
  await writeFile(join(work, 'shoes.md'), '---\ntitle: Shoes\n---\nRed ones.\n')
  await parley('add', join(work, 'shoes.md'), '-a', folder, '--audience', 'gold', '--audience', 'silver')
  expect(await readFile(join(folder, 'knowledge/shoes.md'), 'utf8')).toBe(
    '---\naudience:\n  - gold\n  - silver\ntitle: Shoes\n---\nRed ones.\n',
  )
})

test('a folder is noted in sources.yaml, where what people wrote stays, and read where it lies', async () => {
  await mkdir(join(work, 'manuals'))
  await writeFile(join(work, 'manuals/ladder.txt'), 'LADDER\n\nFold it.\n')
  await writeFile(join(folder, 'knowledge/sources.yaml'), '# Ours\nfiles: {} # none yet\n')
  const { code } = await parley('add', join(work, 'manuals'), '-a', folder, '--category', 'manuals')
  expect(code).toBe(0)
  expect(await readFile(join(folder, 'knowledge/sources.yaml'), 'utf8')).toBe(
    '# Ours\nfiles: {} # none yet\nsources:\n  - folder: ../manuals\n    category: manuals\n',
  )
  const { json } = await parley('list', folder, '--json')
  expect(json().documents).toContainEqual(
    expect.objectContaining({ slug: 'ladder', path: 'knowledge/@manuals/ladder.txt', category: 'manuals' }),
  )
})

test('what cannot be added says why, and a file is not overwritten unasked', async () => {
  expect((await parley('add', join(work, 'nothing'), '-a', folder)).err).toContain('knowledge.not-addable')
  await writeFile(join(work, 'old.doc'), 'x')
  expect((await parley('add', join(work, 'old.doc'), '-a', folder)).err).toContain('Save it as .docx')
  await writeFile(join(work, 'returns.md'), '# Other\n\nText.\n')
  expect((await parley('add', join(work, 'returns.md'), '-a', folder)).err).toContain('--force')
  expect((await parley('add', join(work, 'returns.md'), '-a', folder, '--force')).code).toBe(0)
  expect((await parley('add', join(work, 'returns.md'), '-a', work)).err).toContain('assistant.missing')
})

test('a broken file is told, and the command fails', async () => {
  await writeFile(join(work, 'broken.pdf'), '%PDF-1.7 and nothing more')
  const { code, out } = await parley('add', join(work, 'broken.pdf'), '-a', folder)
  expect(code).toBe(1)
  expect(out).toContain('knowledge/broken.pdf Skipped: It is damaged or cut off.')
})

test('every state can be returned to, and the return undone', async () => {
  await parley('versions', folder)
  await writeFile(join(folder, 'knowledge/new.md'), '# New\n\nText.\n')
  await writeFile(join(folder, 'knowledge/returns.md'), '# Returns\n\nChanged.\n')
  const { versions } = (await parley('versions', folder, '--json')).json() as {
    versions: { version: string; present: boolean; added: number; changed: number }[]
  }
  expect(versions[0]).toMatchObject({ present: true, added: 1, changed: 1 })
  const first = versions[1]?.version ?? ''
  const restored = (await parley('restore', first.slice(0, 9), folder, '--json')).json()
  expect(restored).toMatchObject({ version: first, before: versions[0]?.version, written: 1, removed: 1 })
  expect(await readdir(join(folder, 'knowledge'))).toEqual(['returns.md'])
  expect(await readFile(join(folder, 'knowledge/returns.md'), 'utf8')).toContain('Send it back')
  await parley('restore', String(restored.before), folder)
  expect((await readdir(join(folder, 'knowledge'))).sort()).toEqual(['new.md', 'returns.md'])
  expect((await parley('restore', 'kv_0000000', folder)).err).toContain('knowledge.version-unknown')
})

test('pages of hosts that cannot be fetched are told, and what is known stays', async () => {
  const { code, out } = await parley('add', 'http://127.0.0.1:9/help', '-a', folder, '--name', 'help')
  expect(out).toContain('skipped http://127.0.0.1:9/help: 127.0.0.1 is not on the public internet.')
  expect(code).toBe(0)
  expect((await parley('sync', folder)).out).toContain('Nothing changed.')
})
