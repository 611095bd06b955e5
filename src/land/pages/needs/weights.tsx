import { useState } from 'react'
import { Button } from '../../../platform/ui/button.tsx'
import { formatNumber } from '../../../platform/ui/format.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { NeedReply } from '../../api/needs/schema.ts'
import { type LandMapWords, useLandMap } from '../../messages/map/index.ts'

type Weights = NonNullable<NeedReply['search']>['result']['weights']

const steps = [9, 8, 7, 6, 5, 4, 3, 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6, 1 / 7, 1 / 8, 1 / 9]

const judgement = (value: number): string => (value >= 1 ? String(Math.round(value)) : `1/${Math.round(1 / value)}`)

/** The step of the scale nearest to a judgement: a third written 0.333 is a third. */
const nearest = (value: number): number =>
  steps.reduce((best, step) => (Math.abs(Math.log(step / value)) < Math.abs(Math.log(best / value)) ? step : best), 1)

export const criterionTitle = (t: LandMapWords, id: string): string => t.maybe(`criterion.${id}`, id)

const Lamp = ({ weights }: { weights: Weights }) => {
  const t = useLandMap()
  const worst = weights.worst[0]
  const name = (index: number): string => criterionTitle(t, weights.criteria[index]?.id ?? '')
  return (
    <>
      <p className="verdict" data-level={weights.consistent ? 'good' : 'bad'}>
        <i aria-hidden="true">{weights.consistent ? '✓' : '×'}</i>
        {t(weights.consistent ? 'needs.consistent' : 'needs.inconsistent', { cr: formatNumber(weights.cr, 3) })}
      </p>
      {!weights.consistent && worst !== undefined && (
        <p className="hint">
          {t('needs.worst', {
            row: name(worst.row),
            column: name(worst.column),
            value: judgement(worst.value),
            implied: formatNumber(worst.implied, 2),
          })}
        </p>
      )}
    </>
  )
}

/** Weights with their judgements: half of the matrix is asked, the other half is its reciprocal. */
export const WeightsPanel = ({
  need,
  weights,
  mayChange,
  busy,
  onApply,
}: {
  need: NeedReply
  weights: Weights
  mayChange: boolean
  busy: boolean
  onApply: (matrix: number[][]) => void
}) => {
  const t = useLandMap()
  const [matrix, setMatrix] = useState<number[][]>(() => need.terms.matrix.map((row) => row.map(nearest)))
  const set = (row: number, column: number, value: number): void =>
    setMatrix(
      matrix.map((line, i) =>
        line.map((cell, j) => (i === row && j === column ? value : i === column && j === row ? 1 / value : cell)),
      ),
    )
  const { criteria } = need.terms
  const most = Math.max(...weights.criteria.map(({ weight }) => weight))
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('needs.weights')}</h2>
        <span className="hint">{t('needs.weights.hint')}</span>
      </header>
      <Lamp weights={weights} />
      <ScrollBox>
        <table className="weights">
          <thead>
            <tr>
              <th aria-hidden="true" />
              <th>{t('column.weight')}</th>
              <th aria-hidden="true" />
              {criteria.slice(1).map((id) => (
                <th key={id}>{criterionTitle(t, id)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map((id, row) => (
              <tr key={id}>
                <th scope="row">{criterionTitle(t, id)}</th>
                <td className="num">{formatNumber((weights.criteria[row]?.weight ?? 0) * 100, 1)}%</td>
                <td aria-hidden="true">
                  <span
                    className="weight-bar"
                    style={{ width: `${Math.round(((weights.criteria[row]?.weight ?? 0) / most) * 56)}px` }}
                  />
                </td>
                {criteria.slice(1).map((other, at) => {
                  const column = at + 1
                  const value = matrix[row]?.[column] ?? 1
                  return (
                    <td key={other}>
                      {column > row &&
                        (mayChange ? (
                          <select
                            aria-label={`${criterionTitle(t, id)} : ${criterionTitle(t, other)}`}
                            value={steps.findIndex((step) => Math.abs(step - value) < 1e-9)}
                            onChange={(event) => set(row, column, steps[Number(event.target.value)] ?? 1)}
                          >
                            {steps.map((step, index) => (
                              <option key={step} value={index}>
                                {judgement(step)}
                              </option>
                            ))}
                          </select>
                        ) : (
                          judgement(value)
                        ))}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {mayChange && (
        <p className="draw-bar">
          <Button busy={busy} onClick={() => onApply(matrix)}>
            {t('needs.apply')}
          </Button>
        </p>
      )}
    </section>
  )
}
