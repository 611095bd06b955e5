import { z } from 'zod'
import type { Keys } from '../crypto/keys.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** The last entry of a backup: what is in it, and the proof of it. */
export const Manifest = z.strictObject({
  format: z.literal('gongfu-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Of the migrations of the program that wrote it. */
  schema: z.string(),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^(public|auth)\.[a-z_][a-z0-9_]*$/),
      columns: z.array(z.string()),
      rows: z.int(),
      digest,
    }),
  ),
  files: z.array(z.strictObject({ county: z.string().regex(/^\d{6}$/), digest, bytes: z.int() })),
  /** Public name of the key that the encrypted columns and the signature need. The key itself is not in the backup. */
  keyId: z.string(),
})
export type Manifest = z.infer<typeof Manifest>

export const SignedManifest = z.strictObject({ manifest: Manifest, signature: digest })

const purpose = 'backup manifest'

export const signManifest = (keys: Keys, manifest: Manifest) => ({
  manifest,
  signature: keys.sign(purpose, JSON.stringify(manifest), manifest.keyId).signature,
})

/** `unknown_key`: the ring lacks the key; whether the backup is genuine cannot be told, and numbers cannot be read. */
export const checkSignature = (
  keys: Keys,
  signed: z.infer<typeof SignedManifest>,
): 'genuine' | 'forged' | 'unknown_key' => {
  let expected: string
  try {
    expected = keys.sign(purpose, JSON.stringify(signed.manifest), signed.manifest.keyId).signature
  } catch {
    return 'unknown_key'
  }
  return expected === signed.signature ? 'genuine' : 'forged'
}

export const manifestName = 'manifest.json'
export const partName = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}.jsonl`
export const fileName = (county: string, of: string): string => `files/${county}/${of}`
