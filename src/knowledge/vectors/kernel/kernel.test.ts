import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileKernel } from '../../../../scripts/build-kernel.ts'

it('the committed kernel is what its source compiles to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-kernel-'))
  try {
    const out = join(folder, 'dots.wasm')
    compileKernel('src/knowledge/vectors/kernel/dots', out)
    expect((await readFile(out)).equals(await readFile(new URL('dots.wasm', import.meta.url)))).toBe(true)
  } finally {
    await rm(folder, { recursive: true })
  }
})
