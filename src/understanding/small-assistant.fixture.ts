import { parseMarkedExample } from './marked-example.ts'
import { train } from './train.ts'
import type { TrainingData } from './types.ts'
import { Understander } from './understander.ts'

/** A toy shop for the tests of this folder: a few intents, an entity of each kind. */
const examples: Record<string, string[]> = {
  'orders/status': [
    'where is my order',
    'where is my package [MF-104233](order_number)',
    'when will my order arrive',
    'track my parcel please',
    'has my order been shipped yet',
    'my delivery is late, where is it',
    'status of order [MF-100001](order_number)',
    'I am still waiting for my order',
  ],
  'orders/cancel': [
    'cancel my order',
    'please cancel the order [MF-204411](order_number)',
    'I want to cancel what I ordered',
    'stop my order before it ships',
    'can you cancel order [MF-300300](order_number) for me',
    'I need to cancel the purchase I made',
    'cancel it, I do not want the order any more',
    'how do I cancel an order',
  ],
  'account/change-address': [
    'change my address',
    'I moved, update my address',
    'my new address is [12 Oak Street, Boston, MA 02110](address)',
    'please update the address on my account',
    'the address in my account is wrong',
    'I want to change where you send my things',
    'how can I change the address',
    'new home, new address, please change it',
  ],
  'returns/start': [
    'I want to return the [boots](product)',
    'send this [jacket](product) back',
    'how do I return something',
    'I would like to return my [shoes](product), they do not fit',
    'start a return for the [hoodie](product)',
    'can I give the [boots](product) back',
    'return label please',
    'I need to send the [shoes](product) back',
  ],
  'smalltalk/greet': ['hi', 'hello', 'hey there', 'good morning', 'hello there', 'hi there'],
  'smalltalk/thanks': ['thanks', 'thank you', 'thanks a lot', 'thank you so much', 'many thanks', 'great, thanks'],
  'control/affirm': ['yes', 'yes please', 'sure', 'correct', 'that is right', 'ok do it', '👍'],
  'control/deny': ['no', 'no thanks', 'nope', 'that is not right', 'not really', 'rather not'],
  'out-of-scope': [
    'what is the weather tomorrow',
    'tell me a joke',
    'book a flight to Rome',
    'who won the football match',
    'play some music',
    'what is the capital of France',
    'write a poem about rain',
    'how tall is the Eiffel tower',
    'order a pizza',
    'turn on the lights',
    'what time is it in Tokyo',
    'translate this into German',
    'how do I cook rice',
    'who is the president',
  ],
}

export const smallAssistant: TrainingData = {
  intents: Object.entries(examples).map(([name, texts]) => ({ name, examples: texts.map(parseMarkedExample) })),
  entities: [
    {
      name: 'order_number',
      patterns: [
        String.raw`\bMF-?\d{6}\b`,
        String.raw`\border(?: number)?(?: is)? (?<value>\d{5,6})\b`,
        String.raw`^\W*(?<value>\d{6})\W*$`,
      ],
    },
    {
      name: 'product',
      fuzzy: true,
      list: [
        { value: 'boots', synonyms: ['boot', 'hiking boots'] },
        { value: 'shoes', synonyms: ['shoe', 'sneakers'] },
        { value: 'jacket', synonyms: ['jackets', 'rain jacket'] },
        { value: 'hoodie', synonyms: ['hoodies'] },
      ],
    },
    { name: 'email', builtIn: 'email' },
    { name: 'date', builtIn: 'date' },
    { name: 'amount', builtIn: 'money' },
    { name: 'quantity', builtIn: 'number' },
    { name: 'phone', builtIn: 'phone' },
    { name: 'address', builtIn: 'address' },
    { name: 'person_name', builtIn: 'person-name' },
  ],
  vocabulary: ['Marlow Finch membership warranty'],
  languages: ['en'],
}

const understander = new Understander(await train(smallAssistant, { seed: 'test' }))

/** Trained once per test run. */
export const smallUnderstander = (): Understander => understander

/** Saturday 21 November 2026, ten in the morning in New York. */
export const readingContext = { timeZone: 'America/New_York', nowMs: Date.UTC(2026, 10, 21, 15) }
