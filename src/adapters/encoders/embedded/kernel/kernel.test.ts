import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileKernel } from '../../../../../scripts/build-kernel.ts'

it('the committed kernel is what its source compiles to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-kernel-'))
  try {
    const out = join(folder, 'transformer.wasm')
    compileKernel('src/adapters/encoders/embedded/kernel/transformer', out)
    expect((await readFile(out)).equals(await readFile(new URL('transformer.wasm', import.meta.url)))).toBe(true)
  } finally {
    await rm(folder, { recursive: true })
  }
})
