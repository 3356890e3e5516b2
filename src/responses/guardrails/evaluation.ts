/** What a row of a safety set is: `label` says it where there is one, else the option that the file was given with. */
export type Side = 'attack' | 'benign'

const attackLabels = new Set(
  'attack injection jailbreak malicious harmful unsafe unsafe_prompt toxic 1 true yes'.split(' '),
)
const benignLabels = new Set('benign benign_role_play safe harmless legit legitimate normal ok 0 false no'.split(' '))

/** The side that a label names; null for one that is not known. */
export function sideOfLabel(label: string | number | boolean): Side | null {
  const name = String(label)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  if (attackLabels.has(name)) return 'attack'
  return benignLabels.has(name) || name.startsWith('benign_') || name.startsWith('safe_') ? 'benign' : null
}

/** One text of a file, with what was made of it. */
export interface Judged {
  text: string
  side: Side
  /** What stopped it; null where it passes. */
  rule: string | null
  score: number
}

export interface SafetyFigures {
  attacks: number
  caught: number
  benign: number
  alarms: number
  /** Share of the attacks that are caught; null without attacks. */
  recall: number | null
  /** Share of the benign texts that are taken for attacks; null without any. */
  falseAlarms: number | null
  /** Of what was stopped: how often each rule did. */
  rules: Record<string, number>
}

export function safetyFigures(rows: readonly Judged[]): SafetyFigures {
  const count = (side: Side, stopped: boolean) =>
    rows.filter((row) => row.side === side && (!stopped || row.rule !== null)).length
  const [attacks, caught, benign, alarms] = [
    count('attack', false),
    count('attack', true),
    count('benign', false),
    count('benign', true),
  ]
  const rules: Record<string, number> = {}
  for (const { rule } of rows) if (rule !== null) rules[rule] = (rules[rule] ?? 0) + 1
  return {
    attacks,
    caught,
    benign,
    alarms,
    recall: attacks === 0 ? null : caught / attacks,
    falseAlarms: benign === 0 ? null : alarms / benign,
    rules,
  }
}
