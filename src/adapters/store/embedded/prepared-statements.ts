import { type messages, protocol } from '@electric-sql/pglite'
import type { Statement, Value } from '../postgres/sql-engine.ts'
import type { WireResult } from './wire.ts'

const { serialize } = protocol
type Columns = WireResult['columns']
type BackendMessage = Parameters<Parameters<protocol.Parser['parse']>[1]>[0]

/**
 * Speaks the extended protocol for a list of statements in one message: everything up to the one Sync at its end is one transaction, of
 * which the database keeps all or nothing. PGlite's own `query` parses and describes anew each time, in five calls into the database
 * (0.20 ms against 0.10 ms for one function call).
 */
export function preparedStatements() {
  /** What the database has prepared in this session, with the columns it described. */
  const known = new Map<string, { text: string; columns: Columns }>()

  return {
    message(statements: readonly Statement[]): Uint8Array {
      const messages: Uint8Array[] = []
      const here = new Set<string>()
      for (const { name, text, values } of statements) {
        const before = known.get(name)
        if (before && before.text !== text) throw new Error(`two statements are called ${name}`)
        if (!before && !here.has(name)) {
          here.add(name)
          // Closed first: a transaction that failed may have left it prepared.
          const statement = { type: 'S', name } as const
          messages.push(serialize.close(statement), serialize.parse({ name, text }), serialize.describe(statement))
        }
        messages.push(serialize.bind({ statement: name, values: values.map(bound) }), serialize.execute())
      }
      messages.push(serialize.sync())
      return Buffer.concat(messages)
    },

    results(statements: readonly Statement[], replies: readonly BackendMessage[]): WireResult[] {
      const results: WireResult[] = []
      let described: Columns = []
      let rows: WireResult['rows'] = []
      for (const reply of replies) {
        if (reply.name === 'rowDescription') {
          const { fields } = reply as messages.RowDescriptionMessage
          described = fields.map((field) => ({ name: field.name, type: field.dataTypeID }))
        } else if (reply.name === 'noData') {
          described = []
        } else if (reply.name === 'bindComplete') {
          const { name, text } = statements[results.length] ?? { name: '', text: '' }
          const columns = known.get(name)?.columns ?? described
          known.set(name, { text, columns })
          rows = []
          results.push({ columns, rows })
        } else if (reply.name === 'dataRow') {
          rows.push((reply as messages.DataRowMessage).fields)
        }
      }
      if (results.length !== statements.length) throw new Error('the database did not answer every statement')
      return results
    },
  }
}

/** Everything goes as text but bytes, which go as they are; the database knows the types of its parameters. */
function bound(value: Value): string | Uint8Array | null {
  return value === null || value instanceof Uint8Array ? value : String(value)
}
