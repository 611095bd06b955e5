import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../format.ts'
import { daysToDraw, type DeadlineDay } from './days-to-draw.ts'

const term = (from: string, length: number): DeadlineDay[] =>
  Array.from({ length }, (_, index) => {
    const date = addDays(from, index)
    const rest = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
    return { date, kind: rest ? 'weekend' : 'working', provisional: false }
  })

it('numbers working days only', () => {
  const cells = daysToDraw(term('2022-09-24', 7), '2022-09-28', 10)
  expect(cells.map((cell) => cell.number)).toEqual([null, null, 1, 2, 3, 4, 5])
  expect(cells.every((cell) => cell.skipped === 0)).toBe(true)
})

it('keeps today and the due day and says how many days it leaves out', () => {
  const cells = daysToDraw(term('2022-09-01', 60), '2022-09-10', 9)
  expect(cells).toHaveLength(9)
  expect(cells.map((cell) => cell.date)).toContain('2022-09-10')
  expect(cells.at(-1)?.date).toBe('2022-10-30')
  expect(cells.length + cells.reduce((sum, cell) => sum + cell.skipped, 0)).toBe(60)
})

it('draws never more than asked, always with the last day, in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: -20, max: 320 }), (length, at) => {
      const days = term('2022-01-03', length)
      const cells = daysToDraw(days, addDays('2022-01-03', at), 9)
      expect(cells.length).toBe(Math.min(9, length))
      expect(cells.at(-1)?.date).toBe(days.at(-1)?.date)
      expect(cells.map((cell) => cell.date)).toEqual(cells.map((cell) => cell.date).toSorted())
    }),
  )
})
