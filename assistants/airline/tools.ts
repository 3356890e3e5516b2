/** What the airline assistant can do in the reservation system. README.md has the table for authors of flows. */
import { changeTools } from './tools/changes.ts'
import { customerTools } from './tools/customer.ts'
import { flightTools } from './tools/flights.ts'
import { quoteTools } from './tools/quotes.ts'
import { readingTools } from './tools/reading.ts'

export default [...customerTools, ...flightTools, ...quoteTools, ...changeTools, ...readingTools]
