/** The guards of skills 10, applied before anything walks into a credential by recursion. */

export const mostCredentialBytes = 256 * 1024
export const deepest = 32

/** Levels of objects and arrays; stops counting beyond `deepest`. Without recursion: depth is what is in doubt. */
export const depthOf = (value: unknown): number => {
  let level: unknown[] = [value]
  let depth = 0
  while (depth <= deepest) {
    const inner = level.filter((one) => typeof one === 'object' && one !== null)
    if (inner.length === 0) return depth
    depth += 1
    level = inner.flatMap((one) => Object.values(one as object))
  }
  return depth
}

/** Bytes of the JSON text. The depth must have been checked: JSON.stringify recurses. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
