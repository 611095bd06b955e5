/** Bitstring Status List v1.0 (W3C): one bit a credential, so that the issuer of a list does not learn which is asked. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { Problem } from '../../../platform/errors/problem.ts'

/** The least length, so that one looks for its credential in a crowd (§2.2, and the group privacy of §6.1). */
export const leastEntries = 131_072
/** A list that unpacks to more is refused: 16 777 216 entries. */
const mostBytes = 2 * 1024 * 1024

/** 'u' + base64url(GZIP(bits)), the first entry in the highest bit of the first byte. */
export const encodeStatusList = (set: Iterable<number>, entries = leastEntries): string => {
  const bits = new Uint8Array(entries / 8)
  for (const index of set) {
    if (!Number.isInteger(index) || index < 0 || index >= entries) {
      throw Problem.field('/statusList', 'out_of_range', `序号须为 0–${entries - 1} 的整数：${index}`)
    }
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  }
  const packed = gzipSync(bits)
  // The byte of the header that names the operating system (RFC 1952, §2.3): 255, unknown, wherever this runs.
  packed[9] = 255
  return `u${packed.toString('base64url')}`
}

/** The bit of an entry; null when the list cannot be read or has no such entry. */
export const statusBit = (encodedList: string, index: number): boolean | null => {
  if (!encodedList.startsWith('u')) return null
  try {
    const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'), { maxOutputLength: mostBytes })
    if (bits.length * 8 < leastEntries || index >= bits.length * 8) return null
    return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0
  } catch {
    return null
  }
}
