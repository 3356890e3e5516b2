/** A value of a flow or tool as short text: what has one line keeps it, the rest is indented JSON. Cut at `longest` characters. */
export function shown(value: unknown, longest = 4000): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, isFlat(value) ? 0 : 2) ?? 'none')
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function isFlat(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.values(value).every((each) => typeof each !== 'object')
}
