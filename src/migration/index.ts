/** Assistants of other programs as assistant folders, with a report of what could not be carried over. */
export { type MigratedAssistant, migrateRasa, writeMigration } from './import-rasa.ts'
export { type MigrationNote, notesText } from './report.ts'
