import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAtMarks } from './official-text.tsx'

const text = '1.2022年9月底前，“农户家庭资产池”融资达15亿元以上，比例持续提升；'

test('nothing of the official text is lost or repeated, whatever the marks', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(60))), (spans) => {
      const marks = spans.map(([from, to], no) => ({ from, to, no, light: 'met' as const, id: String(no) }))
      expect(
        cutAtMarks(text, marks)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('marks keep their order and their numbers', () => {
  const pieces = cutAtMarks(text, [
    { from: 31, to: 37, no: 2, light: 'on_track', id: 'b' },
    { from: 12, to: 30, no: 1, light: 'met', id: 'a' },
  ])
  expect(pieces.flatMap((piece) => (piece.mark ? [piece.mark.no] : []))).toEqual([1, 2])
})
