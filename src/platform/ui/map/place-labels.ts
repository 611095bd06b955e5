/** A rectangle in screen units. */
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
export type Anchor = 'start' | 'middle' | 'end'
export type Side = 'below' | 'right' | 'left' | 'above'

export type Label = {
  readonly key: string
  readonly text: string
  /** Font size in screen units. */
  readonly size: number
  /** The thing that is named, and its radius. */
  readonly x: number
  readonly y: number
  readonly radius: number
  /** Where it may stand, the best first. */
  readonly sides: readonly Side[]
}

/** Where the text is written: `y` is its base line. */
export type Placed = { readonly x: number; readonly y: number; readonly anchor: Anchor }

/** Han characters are square; Latin letters and digits take a little more than half. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((width, letter) => width + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? size : size * 0.56), 0)

const gap = 4

/** When no side beside the thing is free, one a little farther off may be. */
const reaches = [0, 12] as const

const place = (label: Label, side: Side, reach: number): Placed => {
  const { x, y, size } = label
  const radius = label.radius + reach
  switch (side) {
    case 'below':
      return { x, y: y + radius + gap + size * 0.86, anchor: 'middle' }
    case 'above':
      return { x, y: y - radius - gap - size * 0.14, anchor: 'middle' }
    case 'right':
      return { x: x + radius + gap, y: y + size * 0.36, anchor: 'start' }
    case 'left':
      return { x: x - radius - gap, y: y + size * 0.36, anchor: 'end' }
  }
}

const boxOf = (label: Label, placed: Placed): Box => {
  const width = textWidth(label.text, label.size)
  const left = placed.anchor === 'start' ? placed.x : placed.anchor === 'end' ? placed.x - width : placed.x - width / 2
  return { left, right: left + width, top: placed.y - label.size * 0.9, bottom: placed.y + label.size * 0.2 }
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

const outside = (box: Box, frame: Box): boolean =>
  box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom

export const around = (x: number, y: number, radius: number): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
})

/**
 * Moves marks off the circles that they would cover and off one another: to the rim of the circle, in their own
 * direction, or the nearest that is free.
 */
export const clearOf = (
  marks: readonly { readonly x: number; readonly y: number }[],
  circles: readonly { readonly x: number; readonly y: number; readonly r: number }[],
  radius: number,
): readonly (readonly [x: number, y: number])[] => {
  const done: (readonly [number, number])[] = []
  const free = (x: number, y: number): boolean =>
    circles.every((circle) => Math.hypot(x - circle.x, y - circle.y) >= circle.r + radius - 0.01) &&
    done.every(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY) >= 2 * radius - 0.01)
  for (const { x, y } of marks) {
    const under = circles.find((circle) => Math.hypot(x - circle.x, y - circle.y) < circle.r + radius)
    const centre = under ?? { x, y, r: 0 }
    const own = Math.atan2(y - centre.y, x - centre.x)
    const reach = (under?.r ?? radius) + radius
    const spots = Array.from({ length: 25 }, (_, turn): readonly [number, number] => {
      const angle = own + (turn % 2 === 0 ? 1 : -1) * Math.ceil(turn / 2) * (Math.PI / 12)
      return [centre.x + Math.cos(angle) * reach, centre.y + Math.sin(angle) * reach]
    })
    done.push(free(x, y) ? [x, y] : (spots.find(([spotX, spotY]) => free(spotX, spotY)) ?? [x, y]))
  }
  return done
}

/**
 * Puts each label on the first of its sides that is free of `taken`, of the labels before it, and inside the frame. A
 * label without a free side is left out, unless `always` names it: then it stands where it covers least.
 */
export const placeLabels = (
  labels: readonly Label[],
  taken: readonly Box[],
  frame: Box,
  always: (key: string) => boolean = () => false,
): ReadonlyMap<string, Placed> => {
  const boxes = [...taken]
  const result = new Map<string, Placed>()
  for (const label of labels) {
    const tries = reaches
      .flatMap((reach) => label.sides.map((side) => ({ side, reach })))
      .map(({ side, reach }) => {
        const placed = place(label, side, reach)
        const box = boxOf(label, placed)
        const covered = boxes.reduce((sum, other) => sum + overlap(box, other), 0)
        return { placed, box, covered: outside(box, frame) ? covered + 1e6 : covered }
      })
      .sort((a, b) => a.covered - b.covered)
    const best = tries[0]
    if (best === undefined || (best.covered > 0 && !always(label.key))) continue
    result.set(label.key, best.placed)
    boxes.push(best.box)
  }
  return result
}
