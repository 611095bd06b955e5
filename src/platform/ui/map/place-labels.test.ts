import fc from 'fast-check'
import { expect, it } from 'vitest'
import { around, type Box, clearOf, type Label, placeLabels, textWidth } from './place-labels.ts'

const frame: Box = { left: 0, top: 0, right: 800, bottom: 600 }
const label = (key: string, x: number, y: number, over: Partial<Label> = {}): Label => ({
  key,
  text: key,
  size: 12,
  x,
  y,
  radius: 6,
  sides: ['right', 'left', 'below', 'above'],
  ...over,
})
const box = ({ text, size }: Label, at: { x: number; y: number; anchor: string }): Box => {
  const width = textWidth(text, size)
  const left = at.anchor === 'start' ? at.x : at.anchor === 'end' ? at.x - width : at.x - width / 2
  return { left, right: left + width, top: at.y - size * 0.9, bottom: at.y + size * 0.2 }
}
const apart = (a: Box, b: Box): boolean =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top

it('takes the first side that is free and goes round what is taken', () => {
  expect(placeLabels([label('红旗塘', 400, 300)], [], frame).get('红旗塘')?.anchor).toBe('start')
  const taken = [{ left: 408, right: 500, top: 290, bottom: 310 }]
  expect(placeLabels([label('红旗塘', 400, 300)], taken, frame).get('红旗塘')?.anchor).toBe('end')
  expect(placeLabels([label('红旗塘', 790, 300)], [], frame).get('红旗塘')?.anchor).toBe('end')
})

it('leaves out a name without room, unless it must stand', () => {
  const full = [{ ...frame }]
  expect(placeLabels([label('海游', 400, 300)], full, frame).size).toBe(0)
  expect(placeLabels([label('海游', 400, 300)], full, frame, () => true).size).toBe(1)
})

it('never writes one name over another or over a mark', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) })
  fc.assert(
    fc.property(fc.array(point, { maxLength: 30 }), (points) => {
      const labels = points.map(({ x, y }, index) => label(`工程${index}`, x, y))
      const marks = points.map(({ x, y }) => around(x, y, 6))
      const placed = placeLabels(labels, marks, frame)
      const boxes = labels.flatMap((one) => {
        const at = placed.get(one.key)
        return at === undefined ? [] : [box(one, at)]
      })
      boxes.forEach((a, index) => {
        expect(marks.every((mark) => apart(a, mark))).toBe(true)
        expect(boxes.slice(index + 1).every((b) => apart(a, b))).toBe(true)
      })
    }),
  )
})

it('moves marks to the rim of the circle that they would cover, apart from one another', () => {
  const circles = [{ x: 100, y: 100, r: 30 }]
  const marks = clearOf(
    [
      { x: 98, y: 96 },
      { x: 98, y: 96 },
      { x: 300, y: 300 },
    ],
    circles,
    8,
  )
  expect(marks[2]).toEqual([300, 300])
  for (const [x, y] of marks) expect(Math.hypot(x - 100, y - 100)).toBeGreaterThanOrEqual(37.9)
  const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = marks
  expect(Math.hypot(ax - bx, ay - by)).toBeGreaterThanOrEqual(15.9)
})
