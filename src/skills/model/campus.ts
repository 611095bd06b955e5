/** Growth of the technician institute: boarding places, heads on the way to ten thousand (skills 4.10). */

export type Boarding = {
  readonly places: number
  /** Which of the two is scarcer. */
  readonly limitedBy: 'beds' | 'canteen' | 'both'
  /** Places for each boarder; null without boarders. */
  readonly cover: number | null
  readonly missing: number
}

/** places = min(beds, canteen seats × sittings). */
export const boardingOf = (beds: number, canteenSeats: number, sittings: number, boarders: number): Boarding => {
  const meals = canteenSeats * sittings
  const places = Math.min(beds, meals)
  return {
    places,
    limitedBy: beds === meals ? 'both' : beds < meals ? 'beds' : 'canteen',
    cover: boarders === 0 ? null : places / boarders,
    missing: Math.max(0, boarders - places),
  }
}

export const traineeKinds = ['short', 'medium', 'long'] as const
export type TraineeKind = (typeof traineeKinds)[number]

export type Headcount = { readonly equivalent: number; readonly target: number; readonly share: number }

/** Full-time learners plus trainees by weight, to one decimal, against the target (万人技师学院: 10 000). */
export const headcountOf = (
  fullTime: number,
  trainees: readonly { readonly kind: TraineeKind; readonly count: number }[],
  weight: (kind: TraineeKind) => number,
  target: number,
): Headcount => {
  const weighted = trainees.reduce((sum, { kind, count }) => sum + weight(kind) * count, 0)
  const equivalent = Math.round((fullTime + weighted) * 10) / 10
  return { equivalent, target, share: equivalent / target }
}
