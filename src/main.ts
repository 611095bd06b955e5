import { modules } from './modules.ts'
import { readConfig } from './platform/config.ts'
import { start, stopOnSignal } from './platform/start/start.ts'

/** The front door: configuration → database → modules → http. */
try {
  stopOnSignal(await start(readConfig(), modules, process.stdout), process.stdout)
} catch (error) {
  console.error(error instanceof Error ? `\n✗ ${error.message}` : error)
  process.exit(1)
}
