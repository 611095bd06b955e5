// Runs before `npm start` and `npm test`, under whatever Node ≥ 20 the machine has: installs the pinned dependencies
// (Node 24 among them), then builds the pages. Each step is skipped when its inputs have not changed.
// Plain JavaScript with no dependency, because on a fresh clone nothing is installed yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
process.chdir(root)

const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(`需要 Node 20 或更高版本，当前是 ${process.versions.node}。 Node 20 or later is needed.`)
  process.exit(1)
}

const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { stdio: 'inherit', ...options })
  if (done.status !== 0) {
    console.error(`失败 failed: ${command} ${args.join(' ')}`)
    process.exit(done.status ?? 1)
  }
}

const filesBelow = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesBelow(join(path, name)))
    : [path]

const digestOf = (paths) => {
  const hash = createHash('sha256')
  for (const path of paths.filter(existsSync).flatMap(filesBelow)) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

/** Runs `work` unless the stamp says that it ran on the same inputs. */
const once = (stamp, inputs, work) => {
  const digest = digestOf(inputs)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  work()
  mkdirSync(join(stamp, '..'), { recursive: true })
  writeFileSync(stamp, digest)
}

// npm rewrites the lock file when optional packages of another platform are missing from it: the stamp is taken of
// package.json alone, and exact versions there decide.
once('node_modules/.gongfu-installed', ['package.json'], () => {
  console.log('安装依赖 Installing dependencies …')
  const npm = process.env.npm_execpath
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error']
  if (npm) run(process.execPath, [npm, ...args])
  else run('npm', args)
})

const node24 = join(root, 'node_modules', 'node', 'bin', 'node')

if (process.argv.includes('--test')) run(node24, ['scripts/test-machine.ts'])

once('dist/.gongfu-built', ['package.json', 'vite.config.ts', 'src', 'data/geo'], () => {
  console.log('生成页面 Building the pages …')
  run(node24, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])
})
