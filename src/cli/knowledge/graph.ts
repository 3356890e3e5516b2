import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command, Option } from 'commander'
import { type CategoryBranch, categoriesOf, type Relations, relatedTo, relationsOf } from '#knowledge/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { documentsOf } from './documents.ts'

const formats = ['tree', 'mermaid'] as const
interface Options {
  of?: string
  format: (typeof formats)[number]
  out?: string
  json?: boolean
}

export const graphCommand = (): Command =>
  new Command('graph')
    .description(
      'What belongs together: categories, and articles that link to, speak of or name the same as one another',
    )
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--of <slug>', 'only what belongs to this article')
    .addOption(
      new Option('--format <format>', 'the categories as a tree, or the relations as Mermaid text')
        .choices(formats)
        .default('tree'),
    )
    .option('--out <path>', 'the file to write; otherwise standard output')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- knowledge graph
  $ npm run parley -- knowledge graph --of gift-cards
  $ npm run parley -- knowledge graph --format mermaid --out articles.mmd
  $ npm run -s parley -- knowledge graph --json`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { documents } = await documentsOf(folder)
        const relations = relationsOf(documents)
        const categories = categoriesOf(documents)
        if (options.of !== undefined) {
          const related = relatedTo(options.of, relations, relatedShown)
          const lines = related.map(({ slug, weight }) => `${weight.toFixed(2).padStart(6)}  ${slug}`)
          return output.result({ of: options.of, related }, lines.join('\n') || 'Nothing belongs to it.')
        }
        const text = options.format === 'mermaid' ? mermaid(relations) : tree(categories).join('\n')
        if (options.out === undefined) return output.result({ ...relations, categories }, text)
        await mkdir(dirname(options.out), { recursive: true })
        await writeFile(options.out, options.json === true ? JSON.stringify({ ...relations, categories }) : text)
        output.line(`${relations.nodes.length} nodes, ${relations.edges.length} edges in ${options.out}`)
      }),
    )

const relatedShown = 20

const tree = ({ name, slugs, documents, below }: CategoryBranch, depth = 0): string[] => [
  `${'  '.repeat(depth)}${name === '' ? 'all' : name} (${documents})`,
  ...below.flatMap((branch) => tree(branch, depth + 1)),
  ...slugs.map((slug) => `${'  '.repeat(depth + 1)}${slug}`),
]

/** Shapes by kind: a policy is a subroutine box, a process is rounded, a thing a circle. */
function mermaid({ nodes, edges }: Relations): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]))
  const shape = {
    policy: ['[[', ']]'],
    process: ['(', ')'],
    product: ['[/', '/]'],
    article: ['[', ']'],
    thing: ['((', '))'],
  }
  const arrow = { links: '-->', refers: '-.->', names: '---' }
  return [
    'graph LR',
    ...nodes.map(({ id, kind, title }) => {
      const [open, close] = shape[kind]
      return `  ${ids.get(id)}${open}"${title.replace(/"/g, '#quot;')}"${close}`
    }),
    ...edges.map(({ from, to, kind }) => `  ${ids.get(from)} ${arrow[kind]} ${ids.get(to)}`),
    '',
  ].join('\n')
}
