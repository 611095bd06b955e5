import { useState } from 'react'
import { useParams } from 'react-router'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await } from '../../platform/ui/await.tsx'
import { type Bar, Bars } from '../../platform/ui/chart/bars.tsx'
import { formatFen, formatNumber } from '../../platform/ui/format.ts'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { useLand } from '../messages/index.ts'
import { type Evaluation, type Firm, useEvaluation, useEvaluations, useFirm, useParcel } from './data.ts'
import { Storeys } from './storeys.tsx'
import { mu } from './task-words.ts'
import './land.css'

type Scheme = {
  readonly weights: Readonly<Record<string, number>>
  readonly benchmarks: Readonly<Record<string, number | string>>
}
type Result = Evaluation['results'][number]

/** Kept whole beside the evaluation (land 4.7); the reply's schema leaves it open. */
const schemeOf = (evaluation: Evaluation, result: Result): Scheme => evaluation[result.group].scheme as Scheme

const barsOf = (
  values: Readonly<Record<string, number | null | undefined>>,
  scheme: Scheme,
  title: (item: string) => string,
  unit: (item: string) => string,
): Bar[] =>
  Object.keys(scheme.weights).map((item) => {
    const value = values[item] ?? null
    const benchmark = scheme.benchmarks[item]
    const mark = typeof benchmark === 'number' ? benchmark : null
    return {
      key: item,
      title: title(item),
      value,
      mark,
      unit: unit(item),
      tone: value !== null && mark !== null && value < mark ? 'short' : 'good',
    }
  })

type Year = Firm['years'][number]
const levers = ['taxFen', 'landM2', 'valueAddedFen', 'energyTce', 'rdFen'] as const

/** What would be if: the sliders change one figure each, the county's own calculator counts. */
const Simulator = ({ year, scheme, now }: { year: Year; scheme: Scheme; now: number }) => {
  const t = useLand()
  const [percent, setPercent] = useState<Readonly<Record<string, number>>>({})
  type Reply = { readonly value: { readonly rows: readonly { readonly total: number }[] } }
  const run = useSend<Readonly<Record<string, number>>, Reply>({
    path: '/api/land/calculators/mu-benefit',
    body: (changes) => {
      const figure = (key: (typeof levers)[number]): number | null => {
        const value = year[key]
        return value === null ? null : Math.round(value * (1 + (changes[key] ?? 0) / 100) * 100) / 100
      }
      const fen = (key: (typeof levers)[number]): number | null => {
        const value = figure(key)
        return value === null ? null : Math.round(value)
      }
      return {
        scheme,
        enterprises: [
          {
            id: 'self',
            landM2: figure('landM2'),
            taxFen: fen('taxFen'),
            valueAddedFen: fen('valueAddedFen'),
            energyTce: figure('energyTce'),
            pollutantTonnes: year.pollutantTonnes,
            staff: year.staff,
            rdFen: fen('rdFen'),
            revenueFen: year.revenueFen,
            powerKwh: year.powerKwh,
          },
        ],
      }
    },
  })
  const change = (key: string, value: number): void => {
    const next = { ...percent, [key]: value }
    setPercent(next)
    run.mutate(next)
  }
  const total = run.data?.value.rows[0]?.total ?? now
  return (
    <div className="land-simulator">
      <p className="land-simulated">
        <span className="hint">{t('simulator.total')}</span>
        <b>{formatNumber(total, 2)}</b>
        <span className={total >= now ? 'land-up' : 'land-down'}>
          {total >= now ? '+' : '−'}
          {formatNumber(Math.abs(total - now), 2)}
        </span>
      </p>
      {levers
        .filter((key) => year[key] !== null)
        .map((key) => (
          <label key={key} className="land-slider">
            <span>{t(`simulator.${key}`)}</span>
            <input
              type="range"
              min={-50}
              max={100}
              step={5}
              value={percent[key] ?? 0}
              onChange={(event) => change(key, Number(event.target.value))}
            />
            <b>
              {(percent[key] ?? 0) > 0 ? '+' : ''}
              {percent[key] ?? 0}%
            </b>
          </label>
        ))}
      <p className="hint">{t('simulator.hint')}</p>
    </div>
  )
}

const Standing = ({ firm, evaluation }: { firm: Firm; evaluation: Evaluation }) => {
  const t = useLand()
  const result = evaluation.results.find(({ organisationId }) => organisationId === firm.id)
  const year = firm.years.find((each) => each.year === evaluation.year)
  if (result === undefined) return <p className="hint">{t('firm.hidden')}</p>
  const scheme = schemeOf(evaluation, result)
  return (
    <>
      <section className="land-class">
        <span className="land-letter" data-class={result.class}>
          {result.class}
        </span>
        <div>
          <b>{t('firm.class', { year: evaluation.year })}</b>
          <p className="hint">
            {result.rank === null
              ? t.maybe(`firm.notClassed.${result.notClassed ?? ''}`, t('firm.notClassed'))
              : t('firm.rank', { rank: result.rank, total: formatNumber(result.total, 4) })}
          </p>
        </div>
      </section>
      <Bars
        label={t('firm.figures')}
        unit=""
        relative
        bars={barsOf(
          result.values,
          scheme,
          (item) => t.maybe(`item.${item}`, item),
          (item) => t.maybe(`item.${item}.unit`, ''),
        )}
      />
      <p className="hint">{t('firm.benchmark', { scheme: evaluation[result.group].name })}</p>
      {year !== undefined && (
        <section className="section">
          <h2>{t('simulator.title')}</h2>
          <Simulator year={year} scheme={scheme} now={result.total} />
        </section>
      )}
    </>
  )
}

const Land = ({ firm }: { firm: Firm }) => {
  const t = useLand()
  const [chosen, setChosen] = useState(firm.land[0]?.parcelId ?? null)
  const parcel = useParcel(chosen)
  if (firm.land.length === 0) return <p className="hint">{t('firm.noLand')}</p>
  return (
    <>
      <table className="plain-table">
        <tbody>
          {firm.land.map((piece) => (
            <tr key={`${piece.parcelId} ${piece.from}`} data-selected={piece.parcelId === chosen ? '' : undefined}>
              <td>
                <button type="button" className="land-link" onClick={() => setChosen(piece.parcelId)}>
                  {piece.parcelCode}
                </button>
              </td>
              <td>{piece.location}</td>
              <td>{t(`occupancy.${piece.kind}`)}</td>
              <td className="num">
                {piece.areaM2 === null
                  ? t('firm.floor', { area: formatNumber(piece.floorAreaM2, 0) })
                  : `${formatNumber(mu(piece.areaM2), 2)} ${t('unit.mu')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Await query={parcel} lines={4}>
        {(found) => (
          <>
            <Storeys buildings={found.buildings} />
            {found.figures !== null && (
              <p>
                {t('firm.far', {
                  far: formatNumber(found.figures.value.far, 4),
                  counted: formatNumber(found.figures.value.countedFloorAreaM2, 0),
                  area: formatNumber(found.areaRegisteredM2, 0),
                })}{' '}
                <Go to={`/land/parcels/${found.id}`}>{t('firm.parcel')}</Go>
              </p>
            )}
          </>
        )}
      </Await>
    </>
  )
}

const Years = ({ firm }: { firm: Firm }) => {
  const t = useLand()
  if (firm.years.length === 0) return null
  return (
    <section className="section">
      <h2>{t('firm.years')}</h2>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th className="num">{t('column.year')}</th>
              <th className="num">{t('firm.tax')}</th>
              <th className="num">{t('item.taxPerMu')}</th>
              <th className="num">{t('item.valueAddedPerMu')}</th>
              <th className="num">{t('item.labourProductivity')}</th>
            </tr>
          </thead>
          <tbody>
            {firm.years.toReversed().map((year) => (
              <tr key={year.year}>
                <td className="num">{year.year}</td>
                <td className="num">{formatFen(year.taxFen)}</td>
                <td className="num">{formatNumber(year.figures.taxPerMu, 2)}</td>
                <td className="num">{formatNumber(year.figures.valueAddedPerMu, 2)}</td>
                <td className="num">{formatNumber(year.figures.labourProductivity, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const Opened = ({ firm }: { firm: Firm }) => {
  const t = useLand()
  const latest = useEvaluations().data?.rows.find(({ state }) => state === 'published')
  const evaluation = useEvaluation(latest?.id ?? null)
  return (
    <article className="land-record">
      <title>{`${firm.name} · ${t('firms.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('firms.title'), to: '/land/firms' },
          { title: firm.name },
        ]}
        title={firm.name}
        beside={<span className="muted">{firm.industryName}</span>}
        ruled
      />
      <div className="land-columns">
        <div>
          <section className="section">
            <h2>{t('firm.standing')}</h2>
            {latest === undefined ? (
              <p className="hint">{t('firm.noEvaluation')}</p>
            ) : (
              <Await query={evaluation} lines={6}>
                {(found) => <Standing firm={firm} evaluation={found} />}
              </Await>
            )}
          </section>
        </div>
        <div>
          <section className="section">
            <h2>{t('firm.land')}</h2>
            <Land firm={firm} />
          </section>
          <Years firm={firm} />
        </div>
      </div>
    </article>
  )
}

/** 一家企业: land and storeys, six figures against their benchmarks, class, what would lift it. */
const FirmPage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useFirm(id)} lines={12}>
      {(firm) => <Opened firm={firm} />}
    </Await>
  )
}

export default FirmPage
