/**
 * The key of the public calculator. Its seed is the hash of a public sentence: everybody can sign with it, so it
 * proves nothing and says so: the issuer of whatever it signs is the key itself (did:key) under a name that begins
 * with 试签. Institutions sign with keys of their own, which never come near a calculator.
 */
import { createHash } from 'node:crypto'
import { signingKeyOf } from './multikey.ts'

const key = signingKeyOf(createHash('sha256').update('gongfu public development key: proves nothing').digest())

export const developmentDid = `did:key:${key.multikey}`
export const developmentKey = { ...key, verificationMethod: `${developmentDid}#${key.multikey}` }
export const developmentName = '试签（开发密钥，不具证明力）'
