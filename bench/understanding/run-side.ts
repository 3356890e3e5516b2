import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Measured, Side } from './row.ts'

export type SideResult = { measured: Measured } | { problem: string }

/** Longer than any row takes on a slow machine; a row that hangs must not hold up the others for ever. */
const mostMinutes = 30

/** Runs a module of this folder in a process of its own and gives what it tells; what it prints is kept for when it fails. */
export function runModule<T>(module: string, args: readonly string[]): Promise<T | { problem: string }> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, module), args, {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    let told: T | undefined
    let errors = ''
    const timer = setTimeout(() => child.kill('SIGKILL'), mostMinutes * 60_000)
    child.stdout?.resume()
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = `${errors}${chunk.toString('utf8')}`.slice(-2_000)
    })
    child.on('message', (message) => {
      told = message as T
    })
    child.once('error', (error) => {
      errors += error.message
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      const ended = signal === null ? `ended with ${code}` : `was ended by ${signal}`
      const lines = errors.trim().split('\n')
      const why = lines.findLast((line) => /Error\b/.test(line)) ?? lines.at(-1) ?? ''
      resolve(told ?? { problem: `the process ${ended} without a result: ${why}` })
    })
  })
}

export const runSide = (row: string, side: Side, folder: string, quick: boolean): Promise<SideResult> =>
  runModule<SideResult>('side-process.ts', [row, side, folder, quick ? 'quick' : 'full'])
