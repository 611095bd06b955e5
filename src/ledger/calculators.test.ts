import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { testCalculators } from '../platform/calculators.testing.ts'
import { runCalculator, runCalculatorOnFile } from '../platform/http/run-calculator.ts'
import { calculators } from './calculators.ts'
import { parseTable } from './calculators/reading.ts'

testCalculators(calculators)

describe('the official table as a file', () => {
  const seed = (ending: string) => readFileSync(new URL(`../../data/seed/reform-table.${ending}`, import.meta.url))
  const onFile = (bytes: Uint8Array, filename: string, fields: Record<string, string> = {}) => {
    if (parseTable.file === undefined) throw new Error('parse-table takes no file')
    return runCalculatorOnFile(parseTable, parseTable.file, { filename, bytes, fields })
  }
  type Reforms = {
    reforms: { no: number; name: string; targets: { threshold: number | null; due: string }[] }[]
    problems: unknown[]
  }
  const found = (value: unknown) =>
    (value as Reforms).reforms.map(({ no, name, targets }) => [
      no,
      name,
      targets.map(({ threshold, due }) => [threshold, due]),
    ])

  it('reads the same from Word, from a text file and from a text body', async () => {
    const word = await onFile(seed('docx'), '附表2.docx', { year: '2022' })
    const file = await onFile(seed('txt'), '附表2.txt')
    const body = await runCalculator(parseTable, { text: seed('txt').toString('utf8') })
    expect((body.value as Reforms).problems).toEqual([])
    expect((body.value as Reforms).reforms).toHaveLength(10)
    expect(found(word.value)).toEqual(found(body.value))
    expect(file.value).toEqual(body.value)
    expect(parseTable.textBody).toBe('text')
  })

  it.each([
    [
      'a macro file',
      zipSync({
        '[Content_Types].xml': Buffer.from(
          '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        ),
        'word/document.xml': Buffer.from('<a/>'),
        'word/vbaProject.bin': new Uint8Array(10),
      }),
    ],
    [
      'an entity',
      zipSync({
        '[Content_Types].xml': Buffer.from('<Types/>'),
        'word/document.xml': Buffer.from('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
      }),
    ],
    ['nothing', new Uint8Array(0)],
    ['noise', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)],
  ])('refuses %s', async (_what, bytes) => {
    await expect(onFile(bytes, 'a.docx')).rejects.toMatchObject({
      code: expect.stringMatching(/^(hostile_file|unsupported_media|not_computable)$/) as unknown,
    })
  })

  it('refuses an unknown field of the form', async () => {
    await expect(onFile(seed('txt'), 'a.txt', { other: '1' })).rejects.toMatchObject({ code: 'malformed' })
  })
})
