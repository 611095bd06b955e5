import { Writable } from 'node:stream'
import type { FastifyServerOptions } from 'fastify'
import type { Config } from '../config.ts'

type Line = {
  readonly time?: number
  readonly msg?: string
  readonly level?: number
  readonly err?: { readonly stack?: string }
}

/** One readable line for a person at a terminal. */
const terminalLine = (text: string): string => {
  const line = JSON.parse(text) as Line
  const time = new Date(line.time ?? 0).toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' })
  return `${time} ${line.msg ?? ''}${line.err?.stack === undefined ? '' : `\n${line.err.stack}`}\n`
}

const terminal = (): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      process.stdout.write(terminalLine(chunk.toString('utf8')))
      done()
    },
  })

/**
 * Structured log (JSON lines; readable lines on a terminal). It names the route's pattern, the status and the request
 * id, and neither addresses, bodies, queries nor people: what was changed by whom is the audit log's matter.
 */
export const loggerOptions = (config: Config): FastifyServerOptions['logger'] =>
  config.log === 'silent'
    ? false
    : {
        level: config.log,
        base: null,
        ...(process.stdout.isTTY ? { stream: terminal() } : {}),
      }
