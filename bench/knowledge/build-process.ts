/** Builds the index in a process of its own, so that what building needs is not counted as what serving needs. */
import { writeFile } from 'node:fs/promises'
import { openEncoder } from '#adapters/encoders/open-encoder.ts'
import { buildKnowledge } from '#knowledge/index.ts'
import { corpusOf } from './corpus.ts'
import { seededEncoder } from './seeded-encoder.ts'

const [file = '', chunks = '', seed = '', vectors = ''] = process.argv.slice(2)
const encoder =
  vectors === 'seeded' ? seededEncoder(null) : await openEncoder(vectors as 'static', { folder: '.', environment: {} })
const startedAt = performance.now()
const bytes = await buildKnowledge(corpusOf(Number(chunks), Number(seed)), { encoder })
const buildMs = performance.now() - startedAt
await writeFile(file, bytes)
// Kilobytes on every system that Node runs on.
const peakMb = process.resourceUsage().maxRSS / 1_024
process.stdout.write(JSON.stringify({ buildMs, buildPeakMb: peakMb, indexMb: bytes.length / 1e6 }))
