import type { FastifyReply } from 'fastify'
import type { Download, EventStream } from './route.ts'

/**
 * `attachment` with the name twice (RFC 6266): ASCII for old clients, UTF-8 for the rest. Path separators, quotes and
 * control characters cannot leave the name.
 */
export const contentDisposition = (filename: string): string => {
  const safe = filename
    .normalize('NFC')
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f/\\]+/g, '_')
    .slice(0, 200)
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/["%;]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** The bytes of a download, a stream read to its end. */
export const downloadBytes = async (download: Download): Promise<Uint8Array | string> => {
  const { body } = download
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(chunks)
}

export const sendDownload = (reply: FastifyReply, download: Download, bytes: Uint8Array | string): FastifyReply => {
  if (download.filename !== undefined) reply.header('content-disposition', contentDisposition(download.filename))
  return reply
    .type(download.contentType)
    .headers(download.headers)
    .send(typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** Proxies cut a silent connection after 30 to 60 seconds. */
const heartbeatMs = 25_000

/** Streams that are open now; the server ends them before it drains, or it would wait for ever. */
export class OpenStreams {
  readonly #closers = new Set<() => void>()

  /** Takes the reply over and keeps it open until the client leaves or `endAll`. */
  serve(reply: FastifyReply, stream: EventStream): void {
    reply.hijack()
    const { raw } = reply
    const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    raw.writeHead(200, {
      ...Object.fromEntries(headers),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 3000\n\n')
    const leave = stream.open((event, data, id) => {
      raw.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    })
    const heartbeat = setInterval(() => raw.write(': \n\n'), heartbeatMs)
    const close = () => {
      if (!this.#closers.delete(close)) return
      clearInterval(heartbeat)
      leave()
      raw.end()
    }
    this.#closers.add(close)
    raw.once('close', close)
  }

  endAll(): void {
    for (const close of this.#closers) close()
  }
}
