import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import { readEnvironment } from './environment.ts'

/** Where the states of an assistant's knowledge are kept: in the data folder that `npm start` takes for it. */
export function knowledgeStoreFor(assistantFolder: string, environment: Record<string, string | undefined>): string {
  const folder = resolve(assistantFolder)
  const { dataFolder } = readEnvironment(environment)
  const isShipped = folder === resolve(readEnvironment({}).assistantFolder)
  const data = environment.PARLEY_DATA !== undefined || isShipped ? dataFolder : join(dataFolder, basename(folder))
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 8)
  return join(resolve(data), 'knowledge', `${basename(folder)}-${mark}`)
}
