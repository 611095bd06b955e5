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

describe('what no calculator guesses', () => {
  const [, , forecast, light, assessment] = calculators
  const points = [
    ['2022-06-30', 1],
    ['2022-07-31', 2],
    ['2022-08-31', 3],
  ]
  const asked = { asOf: '2022-09-01', due: '2022-09-30', comparator: '≥', threshold: 100 }
  it.each([
    ['points out of order', light, { ...asked, points: points.toReversed() }, '/points/1/0', 'order'],
    ['a day twice', light, { ...asked, points: [points[0], points[0]] }, '/points/1/0', 'order'],
    ['29 February of a common year', light, { ...asked, points: [['2023-02-29', 1]] }, '/points/0/0', 'date'],
    ['a level without a number', light, { ...asked, threshold: null, points }, '/threshold', 'required'],
    [
      'figures beyond any county',
      forecast,
      { due: '2022-12-31', comparator: '≥', threshold: 1, points: points.map(([date]) => [date, 1e300]) },
      '/points/0/1',
      'number',
    ],
    ['a target of no kind', assessment, { targets: [{}] }, '/targets/0', 'one_kind'],
    [
      'a target of two kinds',
      assessment,
      {
        targets: [
          {
            figure: { value: 1, baseline: 0, threshold: 1 },
            deliverable: { verified: true, startedMonthsLate: 0 },
          },
        ],
      },
      '/targets/0',
      'one_kind',
    ],
  ])('%s', async (_what, calculator, input, pointer, code) => {
    if (calculator === undefined) throw new Error('no calculator')
    await expect(runCalculator(calculator, input)).rejects.toMatchObject({
      code: 'not_computable',
      errors: [expect.objectContaining({ pointer, code })],
    })
  })

  it('is met on the leap day itself and overdue the day after', async () => {
    if (light === undefined) throw new Error('no calculator')
    const on = async (asOf: string, value: number) => {
      const input = { points: [['2024-02-29', value]], asOf, due: '2024-02-29', comparator: '≥', threshold: 5 }
      return (await runCalculator(light, input)).value
    }
    expect(await on('2024-02-29', 5)).toMatchObject({ light: 'green', firstMetOn: '2024-02-29' })
    expect(await on('2024-02-29', 4)).toMatchObject({ light: 'yellow' })
    expect(await on('2024-03-01', 4)).toMatchObject({ light: 'red', state: 'overdue' })
  })
})
