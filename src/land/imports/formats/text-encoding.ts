/** Encodings that suppliers use. Windows programs in China write GBK, of which GB 18030 is the whole. */
export type Encoding = 'utf-8' | 'gb18030'

/** `.cpg` and DBF language drivers name them in many ways; null for what we do not know. */
export const encodingOf = (name: string): Encoding | null => {
  const text = name.trim().toLowerCase()
  if (/utf-?8|65001/.test(text)) return 'utf-8'
  if (/gb|936|ansi_936|cp54936/.test(text)) return 'gb18030'
  return null
}

const decodes = (bytes: Uint8Array, encoding: Encoding): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** UTF-8 where the bytes are valid UTF-8, else GB 18030: Chinese text in GBK is practically never valid UTF-8. */
export const guessEncoding = (bytes: Uint8Array): Encoding => (decodes(bytes, 'utf-8') ? 'utf-8' : 'gb18030')
