import fc from 'fast-check'

/**
 * Properties are tried with the same values on every machine, so that a change is judged by itself and not by chance. New values are
 * looked for with PROPERTY_SEED=random (or a number, to see a failure again).
 */
const wanted = process.env['PROPERTY_SEED'] ?? '20261121'
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) })
