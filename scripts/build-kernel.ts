/**
 * Compiles the encoder's arithmetic from AssemblyScript: `node scripts/build-kernel.ts`. The result is committed, so that nothing is
 * compiled at install; a test compiles it again and compares.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const folder = new URL('../src/adapters/encoders/embedded/kernel/', import.meta.url)

/** Compiles to `out`. Throws what the compiler says. */
export function compileKernel(out: string): void {
  const compiler = fileURLToPath(new URL('../node_modules/assemblyscript/bin/asc.js', import.meta.url))
  const source = fileURLToPath(new URL('transformer.as.ts', folder))
  const options = [
    '-O3',
    '--runtime',
    'stub',
    '--noAssert',
    '--importMemory',
    '--enable',
    'simd',
    '--enable',
    'relaxed-simd',
  ]
  const { status, stderr } = spawnSync(process.execPath, [compiler, source, '-o', out, ...options], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  compileKernel(fileURLToPath(new URL('transformer.wasm', folder)))
