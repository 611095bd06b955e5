import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readTar, tarEnd, tarEntry } from './tar.ts'

const at = new Date('2026-06-30T02:00:00Z')

const chunks = async function* (bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

const collect = async (bytes: Buffer, size = 1000) => {
  const entries = []
  for await (const entry of readTar(chunks(bytes, size))) entries.push(entry)
  return entries
}

it('reads back what it wrote, whatever the sizes and however it arrives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 1500 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 2000 }),
      async (contents, size) => {
        const written = contents.map((bytes, index) => ({ name: `tables/public.${index}`, bytes }))
        const archive = Buffer.concat([...written.map((entry) => tarEntry(entry, at)), tarEnd()])
        const read = await collect(archive, size)
        expect(read.map(({ name, bytes }) => [name, [...bytes]])).toEqual(
          written.map(({ name, bytes }) => [name, [...bytes]]),
        )
      },
    ),
    { numRuns: 60 },
  )
})

it('refuses an archive that is cut short or damaged', async () => {
  const archive = Buffer.concat([tarEntry({ name: 'a', bytes: Buffer.from('content') }, at), tarEnd()])
  await expect(collect(archive.subarray(0, 700))).rejects.toThrow('cut short')
  const damaged = Buffer.from(archive)
  damaged[130] = 0x37
  await expect(collect(damaged)).rejects.toThrow('damaged')
})

it('is opened by tar', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongfu-tar-'))
  try {
    const archive = Buffer.concat([
      tarEntry({ name: 'tables/public.case/000001.jsonl', bytes: Buffer.from('["甲"]\n') }, at),
      tarEnd(),
    ])
    writeFileSync(join(folder, 'a.tar'), archive)
    execFileSync('tar', ['-xf', 'a.tar'], { cwd: folder })
    expect(readFileSync(join(folder, 'tables/public.case/000001.jsonl'), 'utf8')).toBe('["甲"]\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
