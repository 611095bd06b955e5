/** What requests about credentials share. */
import { z } from 'zod'
import { Problem } from '../../platform/errors/problem.ts'
import type { JsonObject } from '../model/credentials/proof.ts'
import { bytesOf, deepest, depthOf, mostCredentialBytes } from '../model/credentials/size.ts'

export const Instant = z.iso.datetime({ offset: true })
export const Document = z.record(z.string(), z.unknown())
export const source = 'W3C VC Data Model 2.0；W3C Data Integrity EdDSA Cryptosuites v1.0；1EdTech Open Badges 3.0'

/** @throws Problem too_large beyond 256 KiB or 32 levels (skills 10) */
export const refuseOversized = (document: JsonObject, pointer: string): void => {
  if (depthOf(document) > deepest) {
    throw Problem.field(pointer, 'too_deep', `证书的嵌套不得超过 ${deepest} 层`, 'too_large')
  }
  if (bytesOf(document) > mostCredentialBytes) {
    throw Problem.field(pointer, 'too_large', '证书不得超过 256 KiB', 'too_large')
  }
}

export const Holder = z.strictObject({
  name: z.string().min(1).max(100),
  /** Last six characters of the identity number. */
  lastSix: z.string().regex(/^\d{5}[\dXx]$/),
})
