/**
 * Compiles the arithmetic of the encoder and of the knowledge's vectors from AssemblyScript: `node scripts/build-kernel.ts`. The results are
 * committed, so that nothing is compiled at install; tests compile them again and compare.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Sources that have their compiled form beside them, from the root of the repository, without `.as.ts`. */
const kernels = {
  'src/adapters/encoders/embedded/kernel/transformer': [],
  // Its memory holds an index that threads share: 65,536 pages are all that there can be.
  'src/knowledge/vectors/kernel/dots': ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
} as const satisfies Record<string, string[]>
type Kernel = keyof typeof kernels

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** Compiles to `out`. Throws what the compiler says. */
export function compileKernel(kernel: Kernel, out: string): void {
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
    ...kernels[kernel],
  ]
  const { status, stderr } = spawnSync(
    process.execPath,
    [pathOf('node_modules/assemblyscript/bin/asc.js'), pathOf(`${kernel}.as.ts`), '-o', out, ...options],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const kernel of Object.keys(kernels) as Kernel[]) compileKernel(kernel, pathOf(`${kernel}.wasm`))
