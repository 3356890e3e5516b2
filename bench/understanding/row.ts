import { access } from 'node:fs/promises'
import { join } from 'node:path'

/** Who is measured. Each side of each row runs in a process of its own: neither memory nor compiled code is shared. */
export type Side = 'parley' | 'nlp.js'

/** What was measured, by the names that the row's figures have. `null`: it cannot be said of these rows. */
export type Measured = Readonly<Record<string, number | null>>

export type Goal =
  | { atLeast: number }
  | { atMost: number }
  /** Above what another figure of the same run says. */
  | { above: string; by: number; calledHere: string }

export interface Figure {
  key: string
  title: string
  unit: 'share' | 'ms' | 's' | 'MB' | 'count'
  goal?: Goal
}

export interface Measuring {
  /** Path of a file of the data sets. Rejects with a message that names it where there is none. */
  file(path: string): Promise<string>
  /** Few rows, to see that everything runs: the figures say nothing. */
  quick: boolean
}

export type Measure = (measuring: Measuring) => Promise<Measured>

export interface Row {
  id: string
  /** The data set, what `--only` names. */
  set: string
  title: string
  figures: readonly Figure[]
  parley: Measure
  /** Where nlp.js can do the same without a download. */
  peer?: Measure
}

/** Rows that `--quick` trains on and measures, at most. */
const quickRows = { train: 400, test: 80 }

/** All rows, or few of them evenly spread. */
export function sample<T>(rows: readonly T[], kind: 'train' | 'test', { quick }: Measuring): readonly T[] {
  const most = quickRows[kind]
  if (!quick || rows.length <= most) return rows
  return Array.from({ length: most }, (_, index) => rows[Math.floor((index * rows.length) / most)] as T)
}

export const measuring = (folder: string, quick: boolean): Measuring => ({
  quick,
  async file(path) {
    const found = join(folder, path)
    await access(found).catch((cause: unknown) => {
      throw new Error(`${path} is not in the folder of data sets`, { cause })
    })
    return found
  },
})

export const seed = 'parley'
export const nowMs = () => performance.now()
