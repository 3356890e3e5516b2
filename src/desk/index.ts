export { type Agent, Desk, type DeskDependencies, type DeskEntry } from './desk.ts'
