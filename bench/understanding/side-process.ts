/** One side of one row, measured in a process of its own: `side-process.ts <row> <side> <folder> <quick>`. */
import { measuring, type Side } from './row.ts'
import { rowOf } from './rows.ts'
import type { SideResult } from './run-side.ts'

const [, , id = '', side = 'parley', folder = '.', quick = ''] = process.argv
const tell = (result: SideResult) =>
  new Promise<void>((resolve, reject) => {
    process.send?.(result, (error: Error | null) => (error ? reject(error) : resolve()))
  })

try {
  const { parley, peer } = rowOf(id)
  const measure = (side as Side) === 'parley' ? parley : peer
  if (measure === undefined) throw new Error(`${id} has no side ${side}`)
  await tell({ measured: await measure(measuring(folder, quick === 'quick')) })
} catch (error) {
  await tell({ problem: error instanceof Error ? error.message : String(error) })
}
process.exit(0)
