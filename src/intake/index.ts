/** What becomes of a message's text before anything reads it. */
export { type Intake, type IntakeFlag, type IntakeLimits, intake, intakeLimits } from './intake.ts'
