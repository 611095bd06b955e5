import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTableText } from '../documents/table-document.ts'
import { rendered } from '../statements.testing.ts'
import { datePhraseAt } from './due-dates.ts'
import { halfWidth } from './half-width.ts'
import { namedSubject } from './statement-draft.ts'
import { parseTargets } from './target-statements.ts'

const read = (text: string) => parseTargets(text, { year: 2022, due: '2022-12-31' })
const blocks = (name: string): readonly (readonly [head: string, ...lines: string[]])[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n\n')
    .map((block) => block.split('\n') as [string, ...string[]])
const golden = blocks('./statements.golden.txt').map(([text, ...lines]) => ({ text, lines }))

it('has more than two hundred statements of other counties’ tables', () => {
  expect(new Set(golden.map(({ text }) => text)).size).toBeGreaterThan(200)
})

it.each(golden)('$text', ({ text, lines }) => {
  expect(rendered(read(text), text)).toEqual(lines)
})

it('finds every target statement of the official table', () => {
  const table = parseTableText(readFileSync(new URL('../../../data/seed/reform-table.txt', import.meta.url), 'utf8'))
  const found = table.reforms.map((reform) => [
    `改革 ${reform.no} ${reform.name}`,
    ...(['measures', 'milestones', 'landmarks'] as const).flatMap((column) =>
      rendered(
        { targets: reform.targets.filter(({ source }) => source.column === column), unparsed: [] },
        reform.cells[column],
      ),
    ),
  ])
  expect(found).toEqual(blocks('./seed-statements.golden.txt'))
})

/** Letters and digits that stand in no statement, no text left to bind by hand and no date. */
const lost = (text: string): string => {
  const { targets, unparsed } = read(text)
  const plain = halfWidth(text)
  const kept = plain.split('')
  const blank = (from: number, to: number): void => void kept.fill(' ', from, to)
  for (const { span } of [...targets, ...unparsed]) blank(...span)
  for (let at = 0; at < plain.length; at++) {
    const date = datePhraseAt(plain, at, 2022)
    if (date !== null && date.to > at) {
      blank(at, date.to)
      at = date.to - 1
    }
  }
  return kept
    .join('')
    .split(/[\s,;:。、()]+/)
    .map((words) => namedSubject(words))
    .filter((words) => /[\p{L}\p{N}]/u.test(words))
    .join(' ')
}

describe('nothing is lost', () => {
  it.each(golden)('of $text', ({ text }) => {
    expect(lost(text)).toBe('')
  })

  it('of any of them joined, and every span is a part of the text', () => {
    const joined = fc.array(fc.constantFrom(...golden.map(({ text }) => text)), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(joined, fc.constantFrom('；', '。', '，', '\n'), (texts, mark) => {
        const text = texts.join(mark)
        const parsed = read(text)
        for (const { span } of [...parsed.targets, ...parsed.unparsed]) {
          expect(span[0]).toBeLessThan(span[1])
          expect(text.slice(...span).trim()).toBe(text.slice(...span))
          expect(span[1]).toBeLessThanOrEqual(text.length)
        }
        for (const part of parsed.unparsed) expect(part.text).toBe(text.slice(...part.span))
        expect(lost(text)).toBe('')
      }),
      { numRuns: 300 },
    )
  })

  it('reads sentences by themselves as it reads them joined by a full stop', () => {
    fc.assert(
      fc.property(fc.constantFrom(...golden), fc.constantFrom(...golden), (first, second) => {
        const figures = (text: string) => read(text).targets.map(({ threshold, unit }) => [threshold, unit])
        expect(figures(`${first.text}。${second.text}`)).toEqual([...figures(first.text), ...figures(second.text)])
      }),
      { numRuns: 300 },
    )
  })
})

it.each(['一', '1', '从3万元', '百', '3个', '《', '、', '5家、', '分别', '2022年'])(
  'reads 20 000 characters of “%s” in time that grows with the length',
  (unit) => {
    const started = performance.now()
    read(unit.repeat(Math.floor(20_000 / unit.length)))
    expect(performance.now() - started).toBeLessThan(8_000)
  },
)
