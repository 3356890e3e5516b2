import type { SourceFile } from '#source-files/index.ts'
import type { LintFinding } from './finding.ts'

/** `# lint-ignore rule, rule: why`; in code after two slashes. */
const form = /(?:#|\/\/)\s*lint-ignore\s+([a-z-]+(?:\s*,\s*[a-z-]+)*)\s*(?::\s*(.*?))?\s*$/

interface Ignore {
  file: string
  line: number
  rules: string[]
  why: string
  used: boolean
}

/** Takes away what comments let pass, on the line of a finding or above it; comments that say no reason or let nothing pass are findings. */
export function withoutIgnored(
  findings: readonly LintFinding[],
  files: readonly SourceFile[],
  known: ReadonlySet<string>,
): { findings: LintFinding[]; ignored: number } {
  const ignores = files.flatMap(ignoresIn)
  const left = findings.filter((finding) => {
    const by = ignores.find(
      ({ file, line, rules, why }) =>
        why !== '' &&
        file === finding.file &&
        finding.severity !== 'error' &&
        finding.line !== null &&
        (finding.line === line || finding.line === line + 1) &&
        rules.includes(finding.rule),
    )
    if (by !== undefined) by.used = true
    return by === undefined
  })
  const ignored = findings.length - left.length
  for (const { file, line, rules, why, used } of ignores) {
    const unknown = rules.filter((rule) => !known.has(rule))
    const told = (message: string, todo: string) =>
      left.push({ rule: 'lint-ignore', severity: 'warning', file, line, message, todo })
    if (unknown.length > 0)
      told(`There is no rule ${unknown.map((rule) => `"${rule}"`).join(', ')}.`, 'parley flows lint --help lists them.')
    else if (why === '') told('This does not say why.', 'Write # lint-ignore rule: why it is right here.')
    else if (!used) told(`This lets nothing pass: ${rules.join(', ')} finds nothing here.`, 'Remove it.')
  }
  return { findings: left, ignored }
}

function ignoresIn({ file, text }: SourceFile): Ignore[] {
  if (!text.includes('lint-ignore')) return []
  return text.split('\n').flatMap((content, index) => {
    const match = form.exec(content)
    if (match === null) return []
    const [, rules = '', why = ''] = match
    return [{ file, line: index + 1, rules: rules.split(',').map((rule) => rule.trim()), why, used: false }]
  })
}
