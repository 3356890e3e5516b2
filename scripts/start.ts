/**
 * `npm start`: builds the web parts where they are stale, starts the back end that the assistant folder declares beside the server, and
 * stops both together. `npm start -- --assistant assistants/airline` takes another folder, `--watch-knowledge` takes over its articles as they change. With the environment variable set by which
 * the assistant finds its back end (SHOP_URL for the storefront), the back end is yours and none is started.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { reportStartFailure } from '#compose/announce.ts'
import { type BackEndDeclaration, environmentFor, loadBackEnd } from '#compose/back-end.ts'
import { readEnvironment } from '#compose/environment.ts'
import { appError } from '#domain/errors.ts'
import { buildWeb } from './build-web.ts'

/** The assistant's folder by argument or environment. Another one than the one that ships has a data folder of its own. */
function chooseAssistant(): { assistantFolder: string; dataFolder: string } {
  const shipped = readEnvironment({}).assistantFolder
  const given = assistantArgument()
  if (given !== undefined) process.env.PARLEY_ASSISTANT = given
  const { assistantFolder, dataFolder } = readEnvironment(process.env)
  if (process.env.PARLEY_DATA !== undefined || resolve(assistantFolder) === resolve(shipped))
    return { assistantFolder, dataFolder: resolve(dataFolder) }
  process.env.PARLEY_DATA = `${dataFolder}/${basename(resolve(assistantFolder))}`
  return { assistantFolder, dataFolder: resolve(process.env.PARLEY_DATA) }
}

const usage = `Usage: npm start -- [options]

Starts the assistant: chat page, desk and API on one address, with everything embedded.

  -a, --assistant <folder>  the assistant folder (assistants/storefront where left out)
      --watch-knowledge     take over articles of the folder as they change
  -h, --help                show this

Examples:
  $ npm start
  $ npm start -- --assistant assistants/airline
  $ PORT=8080 npm start

docs/operations.md lists the environment variables.`

function assistantArgument(): string | undefined {
  try {
    const { values } = parseArgs({
      options: {
        assistant: { type: 'string', short: 'a' },
        'watch-knowledge': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    if (values['watch-knowledge']) process.env.PARLEY_WATCH_KNOWLEDGE = '1'
    return values.assistant
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw appError('cli.usage', { problem: `npm start: ${problem}` }, error)
  }
}

/** Starts the back end in the data folder and tells the server where it is, by environment. */
async function startBackEnd(declared: BackEndDeclaration, folder: string): Promise<void> {
  const demo = join(folder, 'demo.json')
  try {
    mkdirSync(folder, { recursive: true })
    if (declared.demo) writeFileSync(demo, JSON.stringify(declared.demo))
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw appError('store.unwritable', { folder, problem }, error)
  }
  const token = randomBytes(24).toString('base64url')
  const running = await declared.start({ data: join(folder, declared.dataFile), token }).catch((error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error)
    throw appError('start.back-end', { folder, problem }, error)
  })
  Object.assign(process.env, environmentFor(declared, running))
  if (declared.demo) process.env.PARLEY_DEMO = demo
  // It ends when its standard input closes, so it never outlives this process, however that ends.
  process.once('exit', () => void running.close())
}

try {
  const { assistantFolder, dataFolder } = chooseAssistant()
  await buildWeb()
  const declared = await loadBackEnd(resolve(assistantFolder))
  if (declared !== null && process.env[declared.environment.url] === undefined) await startBackEnd(declared, dataFolder)
} catch (error) {
  reportStartFailure(error)
  process.exit(1)
}
await import('../src/main.ts')
