/**
 * `npm test`: every check in one run, cheapest first, one after another (two cores are few). Each stage prints its own findings; the
 * last line is the sum, `N passed, N failed`, where a stage that is not a test runner counts as one test.
 */
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Sum {
  passed: number
  failed: number
}

const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules/.bin')

function run(command: string, args: string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1))
  })
}

async function check(command: string, ...args: string[]): Promise<Sum> {
  const ok = (await run(join(bin, command), args)) === 0
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

async function nodeScript(script: string): Promise<Sum> {
  const ok = (await run(process.execPath, [join(root, script)])) === 0
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

/** Vitest writes its counts to a file: its exit code alone cannot say how many, and import errors count too. */
async function vitest(project: string, ...options: string[]): Promise<Sum> {
  const counts = join(tmpdir(), `parley-test-${process.pid}-${project}.json`)
  const code = await run(join(bin, 'vitest'), ['run', '--project', project, ...options], { PARLEY_TEST_COUNTS: counts })
  try {
    const sum = JSON.parse(await readFile(counts, 'utf8')) as Sum
    // A run that failed without a failed test (a crash, an unhandled rejection) is a failure all the same.
    return code !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    await rm(counts, { force: true })
  }
}

const stages: [string, () => Promise<Sum>][] = [
  ['types', () => check('tsc', '--noEmit')],
  ['lint', () => check('biome', 'check', '--error-on-warnings', '.')],
  ['web build', () => nodeScript('scripts/build-web.ts')],
  ['unit, contract and architecture tests', () => vitest('unit')],
  // Each file has a back end that it waits for: on two cores one worker would leave half of them idle.
  ['scenarios', () => vitest('scenarios', '--maxWorkers=2')],
  ['end to end', () => vitest('e2e')],
]

const only = process.argv.slice(2)
const total: Sum = { passed: 0, failed: 0 }
for (const [name, stage] of stages) {
  if (only.length > 0 && !only.some((wanted) => name.startsWith(wanted))) continue
  const startedAt = performance.now()
  console.log(`\n— ${name}`)
  const sum = await stage()
  total.passed += sum.passed
  total.failed += sum.failed
  console.log(
    `  ${name}: ${sum.passed} passed, ${sum.failed} failed (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
  )
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
