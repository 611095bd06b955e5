import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { sm3 as independentSm3, sm4 as independentSm4 } from 'sm-crypto-v2'
import { describe, expect, it } from 'vitest'
import { openAes, openSm4, sealAes, sealSm4 } from './cipher.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))

describe('AES-256-GCM', () => {
  it('gives test case 14 and 16 of the GCM specification (McGrew and Viega)', () => {
    const plain = sealAes(Buffer.alloc(32), Buffer.alloc(12), Buffer.alloc(0), Buffer.alloc(16))
    expect(plain.body.toString('hex')).toBe('cea7403d4d606b6e074ec5d3baf39d18')
    expect(plain.tag.toString('hex')).toBe('d0d1c8a799996bf0265b98b5d48ab919')
    const bound = sealAes(
      hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
      hex('cafebabefacedbaddecaf888'),
      hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
      hex(
        'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
      ),
    )
    expect(bound.body.toString('hex')).toBe(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    )
    expect(bound.tag.toString('hex')).toBe('76fc6ece0f4e1768cddf8853bb2d551b')
  })
})

describe('SM3 and SM4', () => {
  it('digests "abc" as GB/T 32905-2016 appendix A.1', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
  })

  it('takes its key stream from the block of GB/T 32907-2016 appendix A.1', () => {
    const block = '0123456789abcdeffedcba9876543210'
    const sealed = sealSm4(Buffer.concat([hex(block), Buffer.alloc(32)]), hex(block), Buffer.alloc(0), Buffer.alloc(16))
    expect(sealed.body.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })

  it('agrees with an independent SM4 and HMAC-SM3', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 48, maxLength: 48 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        bytes,
        (key, nonce, plain) => {
          const [keyBuffer, nonceBuffer] = [Buffer.from(key), Buffer.from(nonce)]
          const sealed = sealSm4(keyBuffer, nonceBuffer, Buffer.alloc(0), plain)
          const counter = Array.from({ length: Math.ceil(plain.length / 16) }, (_, index) => {
            const value = (BigInt(`0x${nonceBuffer.toString('hex')}`) + BigInt(index)) % (1n << 128n)
            return hex(value.toString(16).padStart(32, '0'))
          })
          const stream = Buffer.concat(
            counter.map((block) =>
              hex(
                independentSm4.encrypt(block, keyBuffer.subarray(0, 16).toString('hex'), {
                  padding: 'none',
                }) as string,
              ),
            ),
          )
          expect(sealed.body).toEqual(Buffer.from(plain.map((byte, index) => byte ^ (stream[index] ?? 0))))
        },
      ),
      { numRuns: 30 },
    )
    const message = '三门县'
    expect(createHmac('sm3', 'key').update(message).digest('hex')).toBe(
      independentSm3(Buffer.from(message), { key: Buffer.from('key').toString('hex') }),
    )
  })
})

describe.each([
  ['AES-256-GCM', 32, 12, sealAes, openAes],
  ['SM4-CTR + HMAC-SM3', 48, 16, sealSm4, openSm4],
] as const)('%s', (_name, keyBytes, nonceBytes, seal, open) => {
  const key = Buffer.alloc(keyBytes, 7)
  const nonce = Buffer.alloc(nonceBytes, 9)

  it('opens what it sealed', () => {
    fc.assert(
      fc.property(bytes, bytes, (bound, plain) => {
        expect(open(key, bound, seal(key, nonce, bound, plain))).toEqual(plain)
      }),
    )
  })

  it('refuses a flipped bit anywhere, another binding and another key', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.constantFrom('nonce', 'body', 'tag'), (plain, at, part) => {
        const bound = Buffer.from('person.mobile\0a')
        const sealed = seal(key, nonce, bound, plain)
        const changed = Buffer.from(sealed[part])
        fc.pre(changed.length > 0)
        changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ (1 << (at % 8))
        expect(() => open(key, bound, { ...sealed, [part]: changed })).toThrow()
        expect(() => open(key, Buffer.from('person.mobile\0b'), sealed)).toThrow()
        expect(() => open(Buffer.alloc(keyBytes, 8), bound, sealed)).toThrow()
      }),
    )
  })

  it('refuses a shortened tag', () => {
    const sealed = seal(key, nonce, Buffer.alloc(0), Buffer.from('plain'))
    expect(() => open(key, Buffer.alloc(0), { ...sealed, tag: sealed.tag.subarray(0, 8) })).toThrow()
  })
})
