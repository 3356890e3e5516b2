import { writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type ReportRow, reportData, reportHtml } from '#authoring/index.ts'
import { appError } from '#domain/errors.ts'
import type { EvaluationRow, UnderstandingEvaluation } from '#understanding/index.ts'

export interface ReportSource {
  train: { file: string; rows: readonly EvaluationRow[] }
  test: { file: string; rows: readonly ReportRow[] }
  measured: Omit<UnderstandingEvaluation, 'oosAuroc'> & { oosAuroc: number | null }
  seed: string
  nowMs: number
}

/** Writes what was measured as one HTML file. Throws `cli.bad-file` where it cannot be written. */
export async function writeReport(file: string, { train, test, measured, seed, nowMs }: ReportSource): Promise<void> {
  const data = reportData(test.rows, train.rows)
  const fixed = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits))
  const html = reportHtml(
    {
      title: `Understanding: ${shortName(test.file)}`,
      lines: [
        `${data.rows.toLocaleString('en')} rows in scope and ${data.outOfScopeRows.toLocaleString('en')} out of scope of ${shortName(test.file)}, read by a model trained on ${train.rows.length.toLocaleString('en')} rows of ${shortName(train.file)}.`,
        `${new Date(nowMs).toISOString().slice(0, 16).replace('T', ' ')} UTC, seed "${seed}".`,
      ],
      figures: [
        { name: 'Accuracy', value: fixed(measured.accuracy, 3), hint: 'in scope: the first intent is right' },
        { name: 'Macro F1', value: fixed(measured.macroF1, 3), hint: 'every intent counts the same' },
        {
          name: 'Out of scope AUROC',
          value: fixed(measured.oosAuroc, 3),
          hint: 'a message out of scope scores higher than one in scope',
        },
        {
          name: 'Calibration error',
          value: fixed(measured.calibrationError, 3),
          hint: 'how far confidence and share right lie apart',
        },
        { name: 'Message, median', value: `${measured.p50Ms.toFixed(2)} ms` },
        { name: 'Message, slowest 1 %', value: `${measured.p99Ms.toFixed(2)} ms` },
        { name: 'Training', value: `${measured.trainSeconds.toFixed(1)} s` },
        { name: 'Model', value: `${Math.round(measured.modelBytes / 1000).toLocaleString('en')} kB` },
      ],
    },
    data,
  )
  try {
    await writeFile(file, html)
  } catch (error) {
    throw appError('cli.bad-file', { file, problem: error instanceof Error ? error.message : String(error) }, error)
  }
}

/** With its folder, since files of data sets are often all called the same. */
const shortName = (file: string) => join(basename(dirname(resolve(file))), basename(file))
