/**
 * POSIX ustar (IEEE Std 1003.1, pax), as much of it as a backup needs: plain files with short names. Any tar opens
 * what is written here.
 */
const block = 512

export type TarEntry = { readonly name: string; readonly bytes: Uint8Array }

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`

/** The header block of an entry. @throws Error for a name over 100 bytes */
const headerOf = (name: string, size: number, modifiedAt: Date): Buffer => {
  if (Buffer.byteLength(name) > 100) throw new Error(`name too long for a tar header: ${name}`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(size, 12), 124)
  header.write(octal(Math.floor(modifiedAt.getTime() / 1000), 12), 136)
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** One entry as bytes: header, content, padding. */
export const tarEntry = ({ name, bytes }: TarEntry, modifiedAt: Date): Buffer =>
  Buffer.concat([headerOf(name, bytes.length, modifiedAt), bytes, Buffer.alloc(-bytes.length & (block - 1))])

/** What ends an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * block)

const field = (header: Buffer, from: number, length: number): string =>
  header
    .subarray(from, from + length)
    .toString('utf8')
    .replace(/\0.*$/s, '')
    .trim()

const checksumHolds = (header: Buffer): boolean => {
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  return sum === Number.parseInt(field(header, 148, 8), 8)
}

/** A stream read in pieces of a wanted size. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async take(size: number): Promise<Buffer> {
    const parts = [this.#held]
    let length = this.#held.length
    while (length < size) {
      const next = await this.#source.next()
      if (next.done === true) throw new Error('the archive is cut short')
      parts.push(Buffer.from(next.value))
      length += next.value.length
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts)
    this.#held = all.subarray(size)
    return all.subarray(0, size)
  }
}

/** The entries of an archive in order, each whole in memory. @throws Error when the archive is damaged or cut short */
export const readTar = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new Reader(source)
  for (;;) {
    const header = await reader.take(block)
    if (header.every((byte) => byte === 0)) return
    if (!checksumHolds(header)) throw new Error('the archive is damaged')
    const size = Number.parseInt(field(header, 124, 12), 8)
    const bytes = await reader.take(size)
    yield { name: field(header, 0, 100), bytes }
    await reader.take(-size & (block - 1))
  }
}
