import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, linkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'

/** Who holds a lock. `birth` tells two processes apart that got the same pid (a container restarts as pid 1 or 7). */
type Holder = { readonly token: string; readonly pid: number; readonly host: string; readonly birth: string }

export type LockFile = { readonly release: () => void }

const heartbeatMs = 5_000
/** On a folder shared between machines or containers a pid means nothing: there the heartbeat decides. */
const foreignStaleMs = 30_000

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Boot and start time of a process where /proc tells them (Linux), else ''. */
const birthOf = (pid: number): string => {
  const stat = readText(`/proc/${pid}/stat`)
  const boot = readText('/proc/sys/kernel/random/boot_id')
  // Field 22 counted after the command name, which may itself contain spaces and brackets.
  const start = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return start === undefined || boot === undefined ? '' : `${boot.trim()}:${start}`
}

const processAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const holds = (path: string, holder: Holder): boolean => {
  if (holder.host !== hostname()) {
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    return age < foreignStaleMs
  }
  if (!processAlive(holder.pid)) return false
  return holder.birth === '' || holder.birth === birthOf(holder.pid)
}

const parse = (text: string | undefined): Holder | undefined => {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Holder)
  } catch {
    return undefined // half written by a process that died in the act
  }
}

/** Takes a dead holder's file away. Two processes may try at once: the one whose rename found other content puts it back. */
const removeStale = (path: string, stale: string): void => {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (readText(aside) !== stale) {
    try {
      linkSync(aside, path)
    } catch {
      // Somebody took the lock meanwhile; he has it.
    }
  }
  rmSync(aside, { force: true })
}

/**
 * Takes the lock file `path`, or says who holds it. A lock left by a dead process is taken over.
 * Atomic: the file appears with its content in one step (link of a finished file).
 */
export const tryLockFile = (path: string): LockFile | { readonly heldBy: { pid: number; host: string } } => {
  mkdirSync(dirname(path), { recursive: true })
  const mine: Holder = { token: randomUUID(), pid: process.pid, host: hostname(), birth: birthOf(process.pid) }
  const draft = `${path}.${mine.token}`
  writeFileSync(draft, JSON.stringify(mine))
  try {
    for (;;) {
      try {
        linkSync(draft, path)
        break
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
      const present = readText(path)
      if (present === undefined) continue
      const holder = parse(present)
      if (holder !== undefined && holds(path, holder)) return { heldBy: { pid: holder.pid, host: holder.host } }
      removeStale(path, present)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  const heartbeat = setInterval(() => {
    const now = Date.now() / 1000
    try {
      utimesSync(path, now, now)
    } catch {
      // The folder was removed under us; nothing left to protect.
    }
  }, heartbeatMs)
  heartbeat.unref()
  return {
    release: () => {
      clearInterval(heartbeat)
      if (parse(readText(path))?.token === mine.token) rmSync(path, { force: true })
    },
  }
}

/** Runs `work` under the lock file, waiting for another process to finish. Throws after `patienceMs`. */
export const withLockFile = async <T>(path: string, work: () => Promise<T>, patienceMs = 120_000): Promise<T> => {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const lock = tryLockFile(path)
    if ('release' in lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (Date.now() > deadline) throw new Error(`锁文件 ${path} 一直被进程 ${lock.heldBy.pid} 占用`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
