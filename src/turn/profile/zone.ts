import type { Json } from '#domain/json.ts'

/** Whether the runtime knows a zone by that name. */
export function isTimeZone(name: Json | undefined): name is string {
  if (typeof name !== 'string' || name.length > 60) return false
  const known = zones.get(name)
  if (known !== undefined) return known
  let valid = true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch {
    valid = false
  }
  // Names come from outside: what is made up must not grow the map for ever.
  if (zones.size < 1_000) zones.set(name, valid)
  return valid
}

const zones = new Map<string, boolean>()

/** In which zone the customer's "tomorrow" is meant: where their device says it is, what they told us, else the assistant's. */
export function customerZone(device: string | undefined, profile: Record<string, Json>, assistant: string): string {
  return [device, profile['time_zone']].find((zone) => isTimeZone(zone)) ?? assistant
}
