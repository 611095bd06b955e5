import { sm2 } from 'sm-crypto-v2'
import type { Config } from '../../platform/config.ts'
import { keysFor } from '../../platform/crypto/keys.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { PackageContent, SignedPackage } from '../api/packages/schema.ts'
import { canonicalJson } from '../../platform/canonical-json.ts'

/** Order of the SM2 group, GB/T 32918.5-2017. */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/**
 * The installation's SM2 key: a private scalar in [1, n − 2] derived from its secret (HMAC-SM3 under a key of its own
 * purpose), so that there is no second secret to keep. A rotated secret signs with a new key; what was signed before
 * carries its old public key and stays valid.
 */
const privateKey = async (config: Config): Promise<string> => {
  const keys = await keysFor(config)
  const { signature } = keys.sign('ledger.package', 'sm2 private key')
  const scalar = (BigInt(`0x${signature}`) % (order - 2n)) + 1n
  return scalar.toString(16).padStart(64, '0')
}

/** By which others know packages from here; handed over by another way than the package. */
export const packagePublicKey = async (config: Config): Promise<string> =>
  sm2.getPublicKeyFromPrivateKey(await privateKey(config))

/** Signs the canonical form, so that key order and white space on the way do not matter. */
export const signPackage = async (config: Config, content: PackageContent): Promise<SignedPackage> => {
  const key = await privateKey(config)
  return {
    content,
    signature: {
      algorithm: 'sm2-sm3',
      publicKey: sm2.getPublicKeyFromPrivateKey(key),
      value: sm2.doSignature(canonicalJson(content), key, { hash: true, der: true }),
    },
  }
}

/** @throws Problem not_computable `signature_invalid` when a single letter differs from what was signed */
export const verifyPackage = ({ content, signature }: SignedPackage): void => {
  let valid = false
  try {
    valid = sm2.doVerifySignature(canonicalJson(content), signature.value, signature.publicKey, {
      hash: true,
      der: true,
    })
  } catch {
    // The library throws for a point that is not on the curve; that is no valid signature either.
  }
  if (!valid) {
    throw Problem.field('/signature/value', 'signature_invalid', '签名与内容不符：改革包被改动过，或不是由该公钥签发')
  }
}
