/**
 * Faulty answers of every kind through the chain of language models, and through whole turns, from a local server that speaks the providers' formats:
 * `npm run -s test:models -- --json`. Ends with an error where one hung, leaked or was handled by nobody.
 */
import { parseArgs } from 'node:util'
import { measureDown, runFaults } from './run-faults.ts'
import { runTurns } from './run-turns.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    responses: { type: 'string', default: '10000' },
    turns: { type: 'boolean', default: false },
    seed: { type: 'string', default: 'faults' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) {
  console.log(`Faulty answers of every kind through the chain of language models.

  npm run -s test:models                              10,000 faulty responses
  npm run -s test:models -- --responses 1000 --json   fewer, as one JSON object
  npm run -s test:models -- --turns                   through whole turns of an assistant
  npm run -s test:models -- --seed other              other faults in another order`)
} else if (values.turns) {
  const report = await runTurns({ responses: Number(values.responses), seed: values.seed })
  if (values.json) console.log(JSON.stringify(report))
  else for (const [name, count] of Object.entries(report)) console.log(`${name.padEnd(12)} ${count}`)
  process.exitCode = report.hung + report.leaked + report.unhandled === 0 && report.answered === report.turns ? 0 : 1
} else {
  const startedMs = performance.now()
  const report = await runFaults({ responses: Number(values.responses), seed: values.seed })
  const down = await measureDown()
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10
  if (values.json) console.log(JSON.stringify({ ...report, down, seconds }))
  else {
    const { byKind, ...counts } = report
    for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(12)} ${count}`)
    console.log(`all down: none after ${down.openP50Ms} ms (p50), ${down.openP99Ms} ms (p99) once breakers are open;`)
    console.log(
      `  the first time ${down.refusedFirstMs} ms where nobody listens, ${down.silentFirstMs} ms of ${down.silentWithinMs} where all are silent`,
    )
    for (const [name, count] of Object.entries(byKind).toSorted()) console.log(`  ${name.padEnd(34)} ${count}`)
    console.log(`${seconds} s`)
  }
  const wrong = report.hung + report.leaked + report.unhandled + report.leftOpen
  process.exitCode = wrong === 0 && report.answered === report.requests ? 0 : 1
}
