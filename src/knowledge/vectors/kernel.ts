import { readFileSync } from 'node:fs'
import type { SharedMemory } from './shared-memory.ts'

/** See kernel/dots.as.ts. Places are bytes in the memory. */
interface Kernel {
  dots(query: number, rows: number, scales: number, count: number, width: number, scale: number, out: number): void
  products(vector: number, rows: number, count: number, width: number, out: number): void
  step(vector: number, row: number, squares: number, width: number, gradient: number, rate: number): void
}

const compiled = new WebAssembly.Module(readFileSync(new URL('kernel/dots.wasm', import.meta.url)))

/** The kernel over a memory. */
export const kernelIn = ({ wasm }: SharedMemory): Kernel =>
  new WebAssembly.Instance(compiled, { env: { memory: wasm } }).exports as unknown as Kernel
