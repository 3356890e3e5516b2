import { pick, type Random } from '#domain/random.ts'

/**
 * Messages of twenty words as customers of a shop write them. A word in braces is drawn anew, so that hardly any part is read twice: an
 * encoder keeps texts that it has read, which would make figures too good.
 */
const openings = [
  'hi there, I need help',
  'hello, quick question for you',
  'good morning to you all',
  'sorry to bother you again',
  'hey, hope you are well',
  '{name} here, from {city} again',
]
const wishes = [
  'my {thing} order {number} has still not arrived',
  'please cancel order {number} with the {colour} {thing}',
  'can I return the {colour} {thing} from {day}',
  'the {colour} {thing} I got is too small',
  'I was charged twice for the {thing} {day}',
  'where is the {colour} {thing} I ordered {day}',
  'I want my {thing} delivered to {city} instead',
  'do you ship the {thing} to {city} {day}',
  'I recieved a broken {thing} insted of {colour}',
]
const closings = [
  'please tell me about the {colour} {thing}',
  'and also what my {thing} refund is',
  'because I leave {city} on {day} already',
  'and I want {number} sent to {city}',
  'my email is {name}@example.com if you ask',
  'I paid {number} euros for the {thing}',
  'the {thing} came late from {city} again',
]
const words: Readonly<Record<string, readonly string[]>> = {
  thing:
    'jacket boots hoodie scarf belt sweater raincoat backpack wallet blanket cardigan sandals gloves beanie shirt dress skirt coat vest slippers'.split(
      ' ',
    ),
  colour: 'blue red green grey black white brown beige navy olive yellow purple orange pink'.split(' '),
  city: 'Boston Denver Austin Chicago Seattle Portland Dallas Miami Phoenix Detroit Nashville Memphis Tucson Omaha'.split(
    ' ',
  ),
  name: 'Dana Maria Tom Priya Elena Marcus Ingrid Yusuf Chloe Hassan Wei Olga'.split(' '),
  day: 'yesterday today tuesday friday monday saturday'.split(' '),
}

/** That many different messages, the same for the same random numbers. */
export function twentyWordMessages(count: number, random: Random): string[] {
  const messages = new Set<string>()
  const draw = (parts: readonly string[]) =>
    (pick(parts, random) ?? '').replace(/\{(\w+)\}/g, (_, kind: string) =>
      kind === 'number'
        ? String(100_000 + Math.floor(random.next() * 900_000))
        : (pick(words[kind] ?? [], random) ?? ''),
    )
  while (messages.size < count) messages.add(`${draw(openings)}, ${draw(wishes)}, ${draw(closings)}`)
  return [...messages]
}
