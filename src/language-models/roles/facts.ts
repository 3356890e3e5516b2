/** What a text must keep however it is worded, and in whatever language. */
export interface Facts {
  /** Digits of each number, without what separates them: "1,299.00" and "1.299,00" are one. Sorted. */
  numbers: string[]
  /** Links, e-mail addresses, placeholders, and codes with letters and digits (MF-104233). Sorted. */
  exact: string[]
}

const links =
  /https?:\/\/[^\s)>\]"'»]+|www\.[^\s)>\]"'»]+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|\[[a-z -]+ \d+\]/giu
const codes =
  /(?<![\p{L}\p{N}])(?=[A-Z0-9])(?=[A-Z0-9-]{0,80}\d)(?=[A-Z0-9-]{0,80}[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\p{L}\p{N}])/gu
const numbers = /\d+(?:[.,'’\u00a0\u202f ]\d{3})*(?:[.,]\d+)?/g

/** The facts of a text that can be compared without understanding it. */
export function factsOf(text: string): Facts {
  const exact: string[] = []
  const take = (pattern: RegExp) => (from: string) =>
    from.replace(pattern, (found) => {
      exact.push(found.replace(/(?<![.,;:!?])[.,;:!?]+$/, ''))
      return ' '
    })
  const rest = take(codes)(take(links)(text))
  return {
    exact: exact.sort(),
    // "12.0" and "12": what follows the decimal sign as zeros says nothing.
    numbers: (rest.match(numbers) ?? []).map((found) => found.replace(/[.,]0+$/, '').replace(/\D/g, '')).sort(),
  }
}

/** Whether two texts have the same numbers, links, addresses and codes, each as often. */
export function sameFacts(one: string, other: string): boolean {
  const [a, b] = [factsOf(one), factsOf(other)]
  return a.exact.join('\n') === b.exact.join('\n') && a.numbers.join(' ') === b.numbers.join(' ')
}

/** Placeholders of personal data that no value belongs to stay in texts that a model made up. */
export const hasPlaceholder = (text: string): boolean => /\[[a-z][a-z -]* \d+\]/.test(text)
