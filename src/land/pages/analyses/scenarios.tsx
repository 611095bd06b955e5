import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { z } from 'zod'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { figureText, formatFigure, formatNumber, missing } from '../../../platform/ui/format.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { ScenarioRow, SupplyReply } from '../../api/scenarios/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import { useScenarios, useSupply } from '../decision-data.ts'
import '../decisions.css'

type Scenario = z.output<typeof ScenarioRow>
type Figures = Scenario['figures']

const money = (fen: number): string => figureText(formatFigure(fen, 'fen'))

const Compared = ({ rows }: { rows: readonly Scenario[] }) => {
  const t = useLandMap()
  const mayMake = usePermission('land.analysis.make')
  const remove = useSend<string>({
    method: 'DELETE',
    path: (id) => `/api/land/scenarios/${id}`,
    body: () => undefined,
    stale: ['/api/land/scenarios'],
  })
  const mu = (value: number): string => `${formatNumber(value, 2)} ${t('unit.mu')}`
  const lines: readonly (readonly [string, (figures: Figures) => ReactNode])[] = [
    [t('scenarios.expectedMu'), ({ expectedMu }) => mu(expectedMu)],
    [t('scenarios.newLandMu'), ({ newLandMu }) => mu(newLandMu)],
    [t('scenarios.farmlandMu'), ({ farmlandMu }) => mu(farmlandMu)],
    [t('scenarios.existingShare'), ({ existingShare }) => figureText(formatFigure(existingShare, 'fraction'))],
    [t('scenarios.jobs'), ({ jobs }) => formatNumber(jobs, 0)],
    [t('scenarios.price'), ({ priceFen }) => money(priceFen)],
    [t('scenarios.cost'), ({ costFen }) => money(costFen)],
    [t('scenarios.tax'), ({ taxFen }) => money(taxFen)],
    [t('scenarios.present'), ({ presentValueFen }) => money(presentValueFen)],
    [t('scenarios.spread'), ({ p10Fen, p90Fen }) => `${money(p10Fen)} – ${money(p90Fen)}`],
    [
      t('scenarios.after'),
      ({ taxPerMuAfter }) =>
        taxPerMuAfter === null ? missing : `${formatNumber(taxPerMuAfter, 2)} ${t('unit.wanPerMu')}`,
    ],
  ]
  return (
    <ScrollBox>
      <table className="plain-table compare-table">
        <thead>
          <tr>
            <th aria-hidden="true" />
            {rows.map((row) => (
              <th key={row.id} className="num">
                {row.title}
                <br />
                <span className="hint">
                  {t('scenarios.horizon', {
                    from: row.firstYear,
                    years: row.years,
                    rate: figureText(formatFigure(Number(row.rate), 'fraction')),
                  })}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([title, value]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {rows.map((row) => (
                <td key={row.id} className="num">
                  {value(row.figures)}
                </td>
              ))}
            </tr>
          ))}
          {mayMake && (
            <tr className="no-print">
              <td aria-hidden="true" />
              {rows.map((row) => (
                <td key={row.id} className="num">
                  <Button kind="text" busy={remove.isPending} onClick={() => remove.mutate(row.id)}>
                    {t('scenarios.remove')}
                  </Button>
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const Supply = ({ supply, onYear }: { supply: z.output<typeof SupplyReply>; onYear: (year: string) => void }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('supply.title')}</h2>
        <label className="hint">
          {t('column.year')}{' '}
          <select className="input" value={supply.year} onChange={(event) => onYear(event.target.value)}>
            {supply.years.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </label>
        <span className="hint">
          {t('supply.share')} {figureText(formatFigure(supply.existingShare, 'fraction'))}
        </span>
      </header>
      {supply.rows.length === 0 ? (
        <p className="hint">{t('supply.empty')}</p>
      ) : (
        <ScrollBox>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('column.title')}</th>
                <th>{t('supply.kind')}</th>
                <th className="num">{t('unit.mu')}</th>
                <th className="num">{t('supply.planned')}</th>
                <th>{t('supply.done')}</th>
                <th className="num">{t('supply.probability')}</th>
              </tr>
            </thead>
            <tbody>
              {supply.rows.map((row) => (
                <tr key={row.id}>
                  <td>{row.title}</td>
                  <td>{t(`supply.${row.kind}`)}</td>
                  <td className="num">{formatNumber((row.areaM2 * 15) / 10_000, 2)}</td>
                  <td className="num">{row.plannedMonth}</td>
                  <td>{row.suppliedOn ?? missing}</td>
                  <td className="num">{figureText(formatFigure(row.probability, 'fraction'))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <p className="terms">
        {t('supply.forecast')}
        {supply.forecast.map(({ year, taxFen }) => (
          <span key={year}>
            {year} <b>{money(taxFen)}</b>
          </span>
        ))}
      </p>
    </section>
  )
}

/** 方案比较和供地计划: ways to use land side by side; what of the year's plan is done. */
const Scenarios = () => {
  const t = useLandMap()
  const [search, setSearch] = useSearchParams()
  return (
    <>
      <title>{t('scenarios.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('scenarios.title') }]}
        title={t('scenarios.title')}
        beside={<span className="muted">{t('scenarios.lead')}</span>}
        ruled
      />
      <Await query={useScenarios()}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('scenarios.empty')}>{t('scenarios.empty.text')}</Empty>
          ) : (
            <Compared rows={rows} />
          )
        }
      </Await>
      <Await query={useSupply(search.get('year'))}>
        {(supply) => <Supply supply={supply} onYear={(year) => setSearch({ year }, { replace: true })} />}
      </Await>
    </>
  )
}

export default Scenarios
