import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command, Option } from 'commander'
import { compiledFolder } from '#compose/compiled.ts'
import { type FlowGraph, graphOf, graphPage, mermaidOf, svgOf } from '#quality/index.ts'
import { defaultAssistant, runCommand } from '../run.ts'
import { collected } from '../usage.ts'
import { flowNamed } from './named.ts'

const formats = ['html', 'mermaid', 'svg'] as const
interface Options {
  flow: string[]
  format: (typeof formats)[number]
  out?: string
  json?: boolean
}

export const graphCommand = (): Command =>
  new Command('graph')
    .description('Draw the flows: what is asked, looked up, done and said, with every branch')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--flow <name>', 'only this flow (may be given several times)', collected, [])
    .addOption(
      new Option('--format <format>', 'one page with all pictures, Mermaid text, or SVG files')
        .choices(formats)
        .default('html'),
    )
    .option('--out <path>', 'the file to write (a folder for several SVG files); otherwise standard output')
    .option('--json', 'the graphs as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- flows graph --out flows.html
  $ npm run -s parley -- flows graph --flow return-item --format mermaid
  $ npm run parley -- flows graph assistants/storefront --format svg --out pictures`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { flows } = await compiledFolder(folder, process.env)
        const names = options.flow.length > 0 ? options.flow : Object.keys(flows.flows).sort()
        const graphs = names.map((name) => graphOf(flowNamed(flows, name)))
        if (options.json) return output.result({ flows: graphs }, '')
        const { out, format } = options
        if (format === 'svg' && graphs.length > 1) {
          const target = out ?? 'flows'
          await mkdir(target, { recursive: true })
          for (const graph of graphs) await writeFile(join(target, `${graph.flow}.svg`), svgOf(graph))
          return output.line(`${graphs.length} pictures in ${target}/`)
        }
        const text = drawn(graphs, format)
        if (out === undefined) return output.result({}, text)
        await mkdir(dirname(out), { recursive: true })
        await writeFile(out, text)
        output.line(`${graphs.length === 1 ? names[0] : `${graphs.length} flows`} in ${out}`)
      }),
    )

function drawn(graphs: readonly FlowGraph[], format: Options['format']): string {
  const [only] = graphs
  if (format === 'mermaid')
    return graphs.length === 1 && only !== undefined
      ? mermaidOf(only)
      : graphs.map((graph) => `## ${graph.flow}\n\n\`\`\`mermaid\n${mermaidOf(graph)}\`\`\`\n`).join('\n')
  if (format === 'svg' && only !== undefined) return svgOf(only)
  return graphPage(graphs, { title: 'Flows' })
}
