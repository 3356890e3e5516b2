/** How names of the other program are written here. */

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

const joined = (name: string, joint: '-' | '_', otherwise: string): string => {
  const text = words(name).join(joint).slice(0, 60)
  return /^[a-z]/.test(text) ? text : `${otherwise}${joint}${text}`.replace(/[-_]$/, '')
}

/** Names that mean something in expressions here. */
const taken = new Set(
  'customer identity mentioned profile settings refusal today now customer_today customer_now item then and or not in true false null'.split(
    ' ',
  ),
)

/** `transfer_money` → `transfer-money` */
export const flowNameOf = (name: string): string => joined(name, '-', 'flow')

/** `utter_ask_pizza` → `ask-pizza` */
export const responseNameOf = (name: string): string => joined(name.replace(/^utter_/, ''), '-', 'response')

/** `numPizza` → `num_pizza`; `item` → `item_value` */
export function slotNameOf(name: string): string {
  const ours = joined(name, '_', 'slot')
  return taken.has(ours) || ours in {} ? `${ours}_value` : ours
}

/** `action_check_points` → `check_points` */
export const toolNameOf = (name: string): string => joined(name.replace(/^action_/, ''), '_', 'tool')

export const inWords = (name: string): string => words(name).join(' ')
