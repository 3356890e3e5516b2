import type { FlowName } from '#domain/ids.ts'
import { readYaml, type SourceFile } from '#source-files/index.ts'

export interface FlowPlace {
  file: string
  line: number | null
}

/** Where each flow stands: steps know their line, and this the file. */
export function flowPlaces(files: readonly SourceFile[]): Map<FlowName, FlowPlace> {
  const places = new Map<FlowName, FlowPlace>()
  for (const { file, text } of files) {
    const read = readYaml(file, text)
    if (!read.ok) continue
    const flows = (read.yaml.value as { flows?: unknown } | null)?.flows
    if (flows === null || typeof flows !== 'object') continue
    for (const name of Object.keys(flows))
      if (!places.has(name)) places.set(name, { file, line: read.yaml.keyPlace(['flows'], name).line })
  }
  return places
}
