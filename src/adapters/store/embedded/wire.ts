import type { Statement } from '../postgres/sql-engine.ts'

/** What the main thread asks of the database's thread. */
export type WorkerRequest =
  | { id: number; kind: 'transaction'; statements: readonly Statement[] }
  | { id: number; kind: 'script'; text: string }
  | { id: number; kind: 'close' }

export interface WireResult {
  columns: { name: string; type: number }[]
  /** As the server sent them: text; read on the other side, because objects cost more to pass between threads than text. */
  rows: (string | null)[][]
}

export type WorkerReply =
  | { kind: 'ready' }
  | { kind: 'failed-to-open'; message: string }
  | { kind: 'upkeep-failed'; error: WireError }
  | { id: number; kind: 'done'; results: WireResult[] }
  | { id: number; kind: 'failed'; error: WireError }

/** A database error, which does not survive being passed between threads as an Error with its fields. */
export interface WireError {
  message: string
  /** SQLSTATE. */
  code: string | undefined
  detail: string | undefined
  where: string | undefined
}

export interface WorkerOptions {
  /** The database's folder; made by initdb where it is empty. */
  folder: string
}
