/**
 * How fast knowledge is read: `node bench/ingest/main.ts [--pages 600] [--json]`. For each format a folder of made-up pages of 3,000
 * characters is read as an assistant's knowledge folder is: from disk, in threads that start with it, to articles that are checked and cut
 * into passages. Then once more, unchanged. Prints pages a minute; with --json one JSON object.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cutPassages, readDocuments, readKnowledgeFolder } from '#knowledge/index.ts'
import { type Kind, writeCorpus } from './corpus.ts'

const { values } = parseArgs({
  options: { pages: { type: 'string', default: '600' }, json: { type: 'boolean', default: false } },
})
const pages = Number(values.pages)
/** Pages that one file has, as such files come: web pages are short, handbooks long. */
const formats: { kind: Kind; pagesPerFile: number; target: number | null }[] = [
  { kind: 'markdown', pagesPerFile: 1, target: 3_000 },
  { kind: 'html', pagesPerFile: 1, target: 3_000 },
  { kind: 'pdf', pagesPerFile: 20, target: 300 },
  { kind: 'docx', pagesPerFile: 20, target: null },
  { kind: 'csv', pagesPerFile: 50, target: null },
]

const report: Record<string, Record<string, number | null>> = {}
for (const { kind, pagesPerFile, target } of formats) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-ingest-'))
  try {
    await writeCorpus(folder, kind, pages, pagesPerFile)
    const first = await measured(folder, kind)
    const again = await measured(folder, kind)
    report[kind] = { ...first, pagesAMinute: perMinute(first.ms), unchangedPagesAMinute: perMinute(again.ms), target }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
const machine = { cores: availableParallelism(), node: process.version }
if (values.json) console.log(JSON.stringify({ pages, ...machine, ...report }))
else {
  console.log(`${pages} pages of 3,000 characters for each format, ${machine.cores} cores`)
  for (const [kind, { pagesAMinute, unchangedPagesAMinute, passages, target }] of Object.entries(report))
    console.log(
      `${kind.padEnd(9)} ${String(pagesAMinute).padStart(8)} pages a minute${target === null ? '' : ` (wanted ${target})`}, unchanged ${unchangedPagesAMinute}; ${passages} passages`,
    )
}

async function measured(folder: string, kind: Kind) {
  const startedAt = performance.now()
  const { files, problems } = await readKnowledgeFolder(folder, { cache: join(folder, 'cache') })
  const { documents, problems: wrong } = readDocuments(files)
  const passages = documents.reduce((sum, document, at) => sum + cutPassages(document, at).length, 0)
  const ms = performance.now() - startedAt
  const [problem] = [...problems, ...wrong]
  if (problem !== undefined) throw new Error(`${kind}: ${problem.file} ${problem.message}`)
  return { ms: Math.round(ms), documents: documents.length, passages }
}

function perMinute(ms: number): number {
  return Math.round((pages / ms) * 60_000)
}
