// `npm run check`: what can be said about the code without running it, in seconds.
import { spawnSync } from 'node:child_process'

const node = process.execPath
const checks: readonly (readonly [title: string, command: string, args: readonly string[]])[] = [
  ['types', node, ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['lint', 'node_modules/.bin/oxlint', ['--type-aware', 'src', 'scripts', 'bench', 'e2e']],
  ['format', 'node_modules/.bin/biome', ['format', '.']],
  ['boundaries', node, ['scripts/boundaries.ts']],
  ['migration', node, ['scripts/migrations.ts', '--check']],
  ['reference', node, ['scripts/reference.ts', '--check']],
]

const failed = checks.filter(([title, command, args]) => {
  const done = spawnSync(command, args, { encoding: 'utf8' })
  const good = done.status === 0
  console.log(`${good ? '✓' : '✗'} ${title}`)
  if (!good) console.log(`${done.stdout}${done.stderr}`)
  return !good
})

if (failed.length > 0) process.exit(1)
