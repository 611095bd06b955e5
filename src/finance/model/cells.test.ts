import fc from 'fast-check'
import { expect, it } from 'vitest'
import { leastHouseholds, suppressCells } from './cells.ts'

const cell = (id: string, households: number) => ({ id, households, value: households * 7 })

it('joins small villages into one sum that is itself about ten households', () => {
  expect(suppressCells([cell('a', 30), cell('b', 4), cell('c', 12)])).toEqual({
    told: [cell('a', 30)],
    rest: { id: '其余各村', households: 16, value: 112 },
  })
  expect(suppressCells([cell('a', 10)])).toEqual({ told: [cell('a', 10)], rest: null })
  expect(suppressCells([cell('a', 4), cell('b', 5)])).toEqual({ told: [], rest: null })
})

it('tells no cell and no remainder about fewer than ten, and adds up to the whole', () => {
  const cells = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 40 })), {
    selector: ([id]) => id,
  })
  fc.assert(
    fc.property(cells, (drawn) => {
      const all = drawn.map(([id, households]) => cell(id, households))
      const total = all.reduce((sum, { households }) => sum + households, 0)
      const { told, rest } = suppressCells(all)
      const shown = [...told, ...(rest === null ? [] : [rest])]
      expect(shown.every(({ households }) => households >= leastHouseholds)).toBe(true)
      const sum = shown.reduce((part, { households }) => part + households, 0)
      expect(sum).toBe(total < leastHouseholds ? 0 : total)
    }),
  )
})
