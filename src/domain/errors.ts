/**
 * The registry of operational errors: everything that can go wrong by circumstance and that somebody can do something about. `message`
 * says what to do; `{name}` is filled from the details. Held against docs/errors.md by a test. Bugs are assertions, not entries here.
 */
export const errorRegistry = {
  // requests
  'request.invalid': {
    status: 400,
    retryable: false,
    message: 'The request is not valid: {problem}. Compare it with the API reference at /docs.',
  },
  'request.too-large': {
    status: 413,
    retryable: false,
    message: 'The request is larger than {limit}. Send less at once.',
  },
  'request.rate-limited': {
    status: 429,
    retryable: true,
    message: 'Too many requests. Wait {seconds} seconds and try again.',
  },
  'request.not-found': {
    status: 404,
    retryable: false,
    message: 'There is nothing at {what}. See the API reference at /docs.',
  },
  'access.missing': {
    status: 401,
    retryable: false,
    message: 'No credentials. Send "Authorization: Bearer …" with an API key, a conversation token or a session.',
  },
  'access.invalid': {
    status: 401,
    retryable: false,
    message: 'These credentials are not known or have expired. Sign in again or make a new key.',
  },
  'access.forbidden': {
    status: 403,
    retryable: false,
    message: 'These credentials may not do this. It needs the role {role}.',
  },
  'conversation.unknown': {
    status: 404,
    retryable: false,
    message: 'There is no such conversation. Start one with POST /v1/conversations.',
  },
  'profile.not-known': {
    status: 409,
    retryable: false,
    message:
      'It is not known who writes in this conversation, so nothing is remembered. Sign in, or verify who you are in the chat, first.',
  },
  'conversation.not-taken': {
    status: 409,
    retryable: false,
    message: 'You have not taken this conversation. Take it first.',
  },
  'conversation.not-waiting': {
    status: 409,
    retryable: false,
    message: 'This conversation does not wait for a person; the assistant has it.',
  },
  'conversation.already-taken': {
    status: 409,
    retryable: false,
    message: '{agent} has already taken this conversation.',
  },
  'conversation.changed': {
    status: 409,
    retryable: true,
    message: 'The conversation changed meanwhile. Load it again and repeat.',
  },
  'message.empty': {
    status: 400,
    retryable: false,
    message: 'The message has no text. Send at least one visible character.',
  },
  'turn.timeout': {
    status: 504,
    retryable: true,
    message: 'The reply took longer than {seconds} s. The message is stored and will be answered; read the events.',
  },
  // start and storage
  'start.port-busy': {
    status: 500,
    retryable: false,
    message: 'Port {port} is in use. Stop the other program or choose another port with PORT=…',
  },
  'start.environment': {
    status: 500,
    retryable: false,
    message: 'The environment variable {name} is wrong: {problem}. See docs/operations.md.',
  },
  'start.back-end': {
    status: 500,
    retryable: false,
    message:
      'The back end of the assistant could not start: {problem}. If another Parley runs on {folder}, stop that one, or choose another folder with PARLEY_DATA=…',
  },
  'start.node-version': {
    status: 500,
    retryable: false,
    message: 'Parley needs Node {needs}, this is {has}. Run it through npm (npm start), which brings the right one.',
  },
  'store.locked': {
    status: 500,
    retryable: false,
    message:
      'The data folder {folder} is in use by another Parley. Stop that one, or choose another folder with PARLEY_DATA=…',
  },
  'store.unwritable': {
    status: 500,
    retryable: false,
    message: 'Cannot write to {folder}: {problem}. Make it writable or choose another folder with PARLEY_DATA=…',
  },
  'store.newer-schema': {
    status: 500,
    retryable: false,
    message:
      'The database was written by a newer Parley (it has migration {found}). Update Parley, or use another database.',
  },
  'store.unreachable': {
    status: 503,
    retryable: true,
    message: 'The database cannot be reached: {problem}. Check DATABASE_URL and that PostgreSQL runs.',
  },
  'store.unopenable': {
    status: 500,
    retryable: false,
    message:
      'The database in {folder} cannot be opened: {problem}. Restore a backup, or choose another folder with PARLEY_DATA=…',
  },
  'store.embedded-ended': {
    status: 503,
    retryable: false,
    message: 'The embedded database has stopped: {problem}. Restart Parley; what was acknowledged is kept.',
  },
  'store.role-missing': {
    status: 500,
    retryable: false,
    message:
      'The database user may not become the roles parley_app and parley_sweep. As a superuser run: CREATE ROLE parley_app NOLOGIN; CREATE ROLE parley_sweep NOLOGIN; GRANT parley_app, parley_sweep TO <the user in DATABASE_URL>;',
  },
  // command line
  'cli.usage': {
    status: 400,
    retryable: false,
    message: 'Wrong arguments: {problem}. Add --help to see what is possible.',
  },
  'cli.no-server': {
    status: 503,
    retryable: true,
    message: 'No Parley is running: {problem}. Start one with npm start, or set PARLEY_URL and PARLEY_KEY.',
  },
  'cli.server-refused': { status: 502, retryable: false, message: 'The server refused: {problem}' },
  'cli.bad-file': { status: 422, retryable: false, message: 'Cannot use {file}: {problem}' },
  // language models
  'models.not-configured': {
    status: 422,
    retryable: false,
    message:
      'assistant.yaml in {folder} configures no language models. Everything is done embedded; docs/language-models.md shows how to add some.',
  },
  // assistant
  'assistant.invalid': {
    status: 422,
    retryable: false,
    message: '{count} problem(s) in the assistant folder:\n{problems}',
  },
  'assistant.missing': {
    status: 422,
    retryable: false,
    message: 'There is no assistant in {folder}: assistant.yaml is missing. Give the path of an assistant folder.',
  },
  // understanding
  'understanding.pattern-refused': {
    status: 422,
    retryable: false,
    message: 'A pattern of the entity "{entity}" cannot be used, it {problem}. Change it: {pattern}',
  },
  'understanding.model-unreadable': {
    status: 500,
    retryable: false,
    message: 'The trained model cannot be read: {problem}. Train the assistant again with: parley train',
  },
  'understanding.labels-unknown': {
    status: 422,
    retryable: false,
    message:
      'The shipped sentiment model does not know the labels {labels}: it tells positive, negative and neutral, and the labels of GoEmotions. Give rows to train on.',
  },
  'encoder.unavailable': {
    status: 503,
    retryable: true,
    message:
      'The sentence encoder {encoder} gave nothing: {problem}. Meanwhile messages are read without it, less well; it is tried again by itself.',
  },
  'encoder.unusable': {
    status: 422,
    retryable: false,
    message: 'The sentence encoder {encoder} cannot be used: {problem}. See docs/understanding/encoders.md.',
  },
  // tools for authors
  'authoring.exists': {
    status: 409,
    retryable: false,
    message: 'In {folder} there is already: {what}. Import into another folder, or add --force to overwrite.',
  },
  'authoring.intent-exists': {
    status: 409,
    retryable: false,
    message: 'Other files of {folder} already have: {what}. Rename the intents or move their examples there by hand.',
  },
  'release.unknown': {
    status: 404,
    retryable: false,
    message: 'There is no release {release}. List them with: parley releases',
  },
  'release.gate-failed': {
    status: 409,
    retryable: false,
    message: 'The release {release} did not pass its gate: {failed}. The live release stays.',
  },
  // knowledge
  'knowledge.unreadable': {
    status: 500,
    retryable: false,
    message: 'The knowledge index of this release cannot be read: {problem}. Build the release again.',
  },
  'knowledge.unavailable': {
    status: 503,
    retryable: true,
    message: 'The knowledge index does not answer: {problem}. Try again; the log tells what ended its thread.',
  },
  'knowledge.manifest-unreadable': {
    status: 422,
    retryable: false,
    message:
      'The state of fetched pages in {file} cannot be read. Take it from git again, or delete the folder knowledge/fetched and run: parley knowledge sync',
  },
  'knowledge.version-unknown': {
    status: 404,
    retryable: false,
    message: 'There is no one version {version} of this knowledge. List them with: parley knowledge versions',
  },
  'knowledge.not-addable': {
    status: 422,
    retryable: false,
    message: '{what} cannot be added: {problem}',
  },
  'knowledge.empty': {
    status: 422,
    retryable: false,
    message: 'There is nothing to build a knowledge index from: no article could be read. Check the knowledge folder.',
  },
} as const satisfies Record<string, ErrorKind>

interface ErrorKind {
  status: number
  retryable: boolean
  message: string
}

export type ErrorCode = keyof typeof errorRegistry
type Details = Record<string, string | number>

/** An operational error. Its message is for the developer or operator; what a customer sees is a response, by code and locale. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly retryable: boolean
  readonly details: Details
  constructor(code: ErrorCode, details: Details, cause?: unknown) {
    const kind = errorRegistry[code]
    super(
      kind.message.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole)),
      cause === undefined ? undefined : { cause },
    )
    this.name = 'AppError'
    this.code = code
    this.status = kind.status
    this.retryable = kind.retryable
    this.details = details
  }
}

/** Makes an error of the registry; `details` fill the message's `{names}`. */
export const appError = (code: ErrorCode, details: Details = {}, cause?: unknown): AppError =>
  new AppError(code, details, cause)
