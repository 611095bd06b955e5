/** `完成N家`, `推动N宗` count events; `达N` is a level (ledger 4.3). */
export const countsEvents = (statement: string): boolean =>
  /(?:完成|推动)\s*[\d０-９一二两三四五六七八九十]+\s*[家宗个项件所]/.test(statement)

/** Later counts of the same indicator and year add to the earlier: 2 by June and 1 by December → ≥ 2, then ≥ 3. */
export const addCounts = <T extends { indicator: string; due: string; threshold: number; counted: boolean }>(
  targets: readonly T[],
): readonly T[] =>
  targets.map((target) =>
    target.counted
      ? {
          ...target,
          threshold: targets
            .filter(
              (other) =>
                other.counted &&
                other.indicator === target.indicator &&
                other.due.slice(0, 4) === target.due.slice(0, 4) &&
                other.due <= target.due,
            )
            .reduce((sum, other) => sum + other.threshold, 0),
        }
      : target,
  )
