/**
 * A private PostgreSQL for the tests, made from the installed binaries in a temporary folder on first use and removed
 * when the run ends. Nothing listens on a port: clients come through a socket in that folder.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withLockFile } from './lock-file.ts'

const prefix = 'gongfu-test-'

const missing = (what: string): Error =>
  new Error(
    `测试需要 PostgreSQL 15+ 与 PostGIS 3：${what}。请安装（Debian/Ubuntu：apt-get install postgresql postgresql-15-postgis-3；macOS：brew install postgresql postgis），或用 GONGFU_TEST_DATABASE_URL 指定一个可用超级用户登录的 PostgreSQL 服务器。`,
  )

const binaries = (): string => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
    '/opt/homebrew/opt/postgresql@18/bin',
    '/opt/homebrew/opt/postgresql@17/bin',
    '/usr/pgsql-18/bin',
    '/usr/pgsql-17/bin',
  ]
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
  if (found === undefined) throw missing('没有找到 initdb 与 pg_ctl')
  return found
}

/** PostgreSQL refuses to run as root: there it runs as the user `postgres` that its package made. */
const account = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    throw missing('以 root 运行时需要系统用户 postgres')
  }
}

const run = (program: string, args: readonly string[], folder: string): void => {
  const done = spawnSync(join(binaries(), program), args, {
    ...account(),
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    // pg_ctl's child keeps its outputs: with pipes, spawnSync would wait for the server to end.
    stdio: program === 'pg_ctl' ? 'ignore' : 'pipe',
  })
  if (done.status !== 0) {
    const log = join(folder, 'log')
    const said = done.stderr || (existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : String(done.error))
    throw missing(`${program} 失败：${said}`)
  }
}

const stop = (folder: string): void => {
  if (existsSync(join(folder, 'data', 'postmaster.pid'))) {
    run('pg_ctl', ['stop', '-D', join(folder, 'data'), '-m', 'immediate', '-w'], folder)
  }
  rmSync(folder, { recursive: true, force: true })
}

const ownerAlive = (name: string): boolean => {
  try {
    process.kill(Number(name.slice(prefix.length).split('-')[0]), 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Removes what runs that were killed have left behind. Their servers may have been killed as well, leaving a stale pid
 * file that pg_ctl cannot stop: clearing up after another run must never fail this one.
 */
const sweep = (): void => {
  for (const name of readdirSync(tmpdir())) {
    if (!/^gongfu-test-\d+-/.test(name) || ownerAlive(name)) continue
    const folder = join(tmpdir(), name)
    try {
      stop(folder)
    } catch {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  }
}

/** The folder of one test run; the cluster in it starts when a suite first asks. */
export const reserveCluster = (): string => {
  sweep()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  const user = account()
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  return folder
}

export const removeCluster = stop

/** Starts the cluster of `folder` unless a worker of this run has done so; returns the superuser's URL without a database. */
export const startCluster = async (folder: string): Promise<string> => {
  await withLockFile(join(folder, 'start.lock'), async () => {
    if (existsSync(join(folder, 'ready'))) return
    const data = join(folder, 'data')
    run('initdb', ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '--no-sync'], folder)
    // The cluster lives as long as the run: nothing of it needs to survive a power cut.
    const settings =
      '-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=100 -c shared_buffers=64MB'
    run(
      'pg_ctl',
      ['start', '-D', data, '-w', '-l', join(folder, 'log'), '-o', `${settings} -c unix_socket_directories=${folder}`],
      folder,
    )
    mkdirSync(join(folder, 'ready'))
  })
  return `postgresql://postgres@localhost/?host=${encodeURIComponent(folder)}`
}
