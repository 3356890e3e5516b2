/** Shows how messages are cut: `node training/wishes/look.ts storefront "message" …`. */
import { cutWeights } from '../../src/understanding/wishes/cut-weights.ts'
import { heldOutOf, openReader } from './models.ts'

const [name = 'storefront', ...messages] = process.argv.slice(2)
const encoder = await openReader()
const { understander } = await heldOutOf(`assistants/${name}`, name, 1, encoder)
for (const text of messages) {
  console.log(JSON.stringify(text))
  understander.onCut = ({ left, right, signs, decides }) => {
    const weight = Object.entries(signs).reduce(
      (sum, [sign, value]) => sum + value * ((cutWeights as Record<string, number>)[sign] ?? 0),
      0,
    )
    const told = (part: typeof left) =>
      `${part.from}-${part.end} ${part.reading.intents[0]?.name} ${part.reading.intents[0]?.confidence.toFixed(2)} oos ${part.reading.outOfScope.toFixed(2)}`
    console.log(
      `   ${told(left)} | ${told(right)} ${decides ? '' : 'one by rule '}${weight.toFixed(2)} ${Object.entries(signs)
        .filter(([, value]) => value !== 0)
        .map(([sign, value]) => `${sign} ${value.toFixed(1)}`)
        .join(', ')}`,
    )
  }
  const { wishes, intents } = await understander.understand(text, { timeZone: 'UTC', nowMs: 0 })
  console.log(
    `   => ${intents[0]?.name} ${intents[0]?.confidence.toFixed(2)}: ${wishes.map((wish) => `${wish.negated ? 'NOT ' : ''}${wish.intents[0]?.name} ${JSON.stringify(wish.text)}`).join(' + ')}`,
  )
}
await encoder.close()
