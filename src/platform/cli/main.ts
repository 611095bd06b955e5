import { verdictOn } from './chinese.ts'
import { buildProgram } from './program.ts'

/** The command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 the audit log is damaged. */
try {
  await buildProgram(process.stdout, (code) => {
    process.exitCode = code
  }).parseAsync()
} catch (error) {
  const verdict = verdictOn(error)
  if (verdict !== null) {
    console.error(verdict.text)
    process.exitCode = verdict.code
  }
}
