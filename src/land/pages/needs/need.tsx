import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { figureText, formatFigure, formatNumber, instant, missing } from '../../../platform/ui/format.ts'
import type { FeatureLayer } from '../../../platform/ui/map/feature-layer.ts'
import { FeatureMap } from '../../../platform/ui/map/zoom/feature-map.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission, useSession } from '../../../platform/ui/session.ts'
import { useWidth } from '../../../platform/ui/use-width.ts'
import type { AnalysisReply } from '../../api/analyses/schema.ts'
import type { NeedReply } from '../../api/needs/schema.ts'
import { type LandMapWords, useLandMap } from '../../messages/map/index.ts'
import { useNeed } from '../decision-data.ts'
import { Verdict } from '../verdict.tsx'
import '../decisions.css'
import { criterionTitle, WeightsPanel } from './weights.tsx'

type Result = NonNullable<NeedReply['search']>['result']
type Candidate = Result['candidates'][number]

const keyOf = (candidate: Candidate): string => candidate.parcels.map(({ code }) => code).join(' ')

const scoreText = (t: LandMapWords, { score, low, high }: Candidate): string =>
  score !== null
    ? formatNumber(score, 1)
    : low === null || high === null
      ? missing
      : t('needs.range', { low: formatNumber(low, 1), high: formatNumber(high, 1) })

const Terms = ({ need }: { need: NeedReply }) => {
  const t = useLandMap()
  const { terms } = need
  const said: readonly (readonly [string, string])[] = [
    [
      t('column.area'),
      `${t('needs.range', { low: formatNumber(terms.areaMuMin, 0), high: formatNumber(terms.areaMuMax, 0) })} ${t('unit.mu')}`,
    ],
    ...(terms.minWidthM === null ? [] : [[t('needs.minWidth'), formatNumber(terms.minWidthM, 0)] as const]),
    ...(terms.maxSlopePercent === null ? [] : [[t('needs.maxSlope'), formatNumber(terms.maxSlopePercent, 0)] as const]),
    ...(terms.powerMva === null ? [] : [[t('needs.power'), formatNumber(terms.powerMva, 0)] as const]),
    ...(terms.maxHighwayKm === null ? [] : [[t('needs.highway'), formatNumber(terms.maxHighwayKm, 1)] as const]),
    ...(terms.availableBy === null ? [] : [[t('needs.availableBy'), terms.availableBy] as const]),
    ...(terms.budgetFen === null ? [] : [[t('needs.budget'), formatNumber(terms.budgetFen / 1_000_000, 0)] as const]),
    ...(terms.industry === null ? [] : [[t('needs.industry'), terms.industry] as const]),
  ]
  return (
    <p className="terms">
      {said.map(([name, value]) => (
        <span key={name}>
          {name} <b>{value}</b>
        </span>
      ))}
    </p>
  )
}

const Row = ({
  candidate,
  rank,
  chosen,
  onChoose,
}: {
  candidate: Candidate
  rank: number
  chosen: boolean
  onChoose: () => void
}) => {
  const t = useLandMap()
  const [first] = candidate.parcels
  const against = candidate.reasonsAgainst
  return (
    <tr className="candidate-row" data-chosen={chosen ? '' : undefined} onClick={onChoose}>
      <td className="num">{rank}</td>
      <td>
        <button type="button" className="button-text link-button" aria-pressed={chosen} onClick={onChoose}>
          {first?.location}
        </button>
        {candidate.parcels.length > 1 && (
          <span className="hint"> {t('needs.parcels', { count: candidate.parcels.length })}</span>
        )}
        {against.length > 0 && (
          <ul className="reasons">
            {against.map(({ code, message }) => (
              <li key={code + message} data-tone="bad">
                {message}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="num">{formatNumber(candidate.areaMu, 2)}</td>
      <td className="num">
        <b>{scoreText(t, candidate)}</b>
      </td>
      <td className="num">
        {candidate.firstProbability === null
          ? missing
          : figureText(formatFigure(candidate.firstProbability, 'fraction'))}
      </td>
      <td className="num">{formatNumber(candidate.costFenPerMu / 1_000_000, 2)}</td>
      <td className="nowrap">
        {candidate.monthsToHandover === null
          ? missing
          : candidate.monthsToHandover === 0
            ? t('needs.now')
            : t('needs.months', { months: candidate.monthsToHandover })}
      </td>
      <td>
        <Verdict verdict={candidate.verdict} />
      </td>
    </tr>
  )
}

const profileSize = 5
const tones = ['#0b6e6e', '#d9622b', '#1a5f91', '#8a4f00', '#66727d'] as const

/** Parallel coordinates: how the first ones score by each criterion, the order of the weights from left to right. */
const Profile = ({ result, chosen }: { result: Result; chosen: string | null }) => {
  const t = useLandMap()
  const [box, width] = useWidth(420)
  const height = 190
  const criteria = result.weights.criteria
  const shown = result.candidates.slice(0, profileSize)
  const [left, right, top, bottom] = [34, 34, 30, 20]
  const x = (index: number) => left + (index * (width - left - right)) / Math.max(1, criteria.length - 1)
  const y = (score: number) => top + ((100 - score) / 100) * (height - top - bottom)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('needs.profile')}</h2>
      </header>
      <div ref={box}>
        <svg width={width} height={height} role="img" aria-label={t('needs.profile')}>
          {criteria.map(({ id }, index) => (
            <g key={id}>
              <line x1={x(index)} x2={x(index)} y1={top} y2={height - bottom} stroke="var(--line-strong)" />
              <text x={x(index)} y={index % 2 === 0 ? 11 : 24} fontSize="11" textAnchor="middle" fill="var(--ink-2)">
                {criterionTitle(t, id)}
              </text>
            </g>
          ))}
          {shown.map((candidate, at) => {
            const points = criteria.map(({ id }, index) => `${x(index)},${y(candidate.parts[id] ?? 0)}`)
            const on = keyOf(candidate) === chosen
            return (
              <g key={keyOf(candidate)}>
                <polyline
                  points={points.join(' ')}
                  fill="none"
                  stroke={tones[at]}
                  strokeWidth={on ? 3.5 : 1.75}
                  opacity={chosen === null || on ? 1 : 0.45}
                />
                <text
                  x={x(0) - 8}
                  y={y(candidate.parts[criteria[0]?.id ?? ''] ?? 0) + 4}
                  fontSize="11"
                  textAnchor="end"
                  fill={tones[at]}
                >
                  {at + 1}
                </text>
              </g>
            )
          })}
          <text x={left - 4} y={height - 6} fontSize="11" fill="var(--ink-3)">
            0
          </text>
        </svg>
      </div>
    </section>
  )
}

type Features = GeoJSON.FeatureCollection

const View = ({ need }: { need: NeedReply }) => {
  const t = useLandMap()
  const go = useNavigate()
  const mayMake = usePermission('land.analysis.make')
  const year = Number((useSession().data?.today ?? '2022').slice(0, 4)) + 1
  const result = need.search?.result ?? null
  const [chosen, setChosen] = useState<string | null>(result?.candidates[0] ? keyOf(result.candidates[0]) : null)
  const path = `/api/land/needs/${need.id}`
  const stale = ['/api/land/needs']
  const again = useSend<undefined, NeedReply>({ path: `${path}/search`, body: () => undefined, stale })
  const change = useSend<number[][], NeedReply>({
    method: 'PUT',
    path,
    body: (matrix) => ({ title: need.title, terms: { ...need.terms, matrix } }),
    stale,
  })
  const analyse = useSend<Candidate, AnalysisReply>({
    path: '/api/land/analyses',
    body: (candidate) => ({
      title: `${need.title} ${candidate.parcels[0]?.location ?? ''}`.slice(0, 100),
      needId: need.id,
      parcelIds: candidate.parcels.map(({ id }) => id),
      plan: { industry: need.terms.industry, startYear: year },
    }),
    stale: ['/api/land/analyses'],
  })
  const shapes = useGet<Features>('/ogc/collections/land.parcels/items', { limit: 10_000 })
  const layers = useMemo((): readonly FeatureLayer[] => {
    const ranks = new Map<string, string>()
    result?.candidates.forEach((candidate) => {
      for (const { code } of candidate.parcels) if (!ranks.has(code)) ranks.set(code, 'found')
    })
    for (const { parcel } of result?.nearMisses ?? []) if (!ranks.has(parcel.code)) ranks.set(parcel.code, 'missed')
    for (const code of chosen?.split(' ') ?? []) ranks.set(code, 'chosen')
    const features = (shapes.data?.features ?? []).flatMap((feature) => {
      const kind = ranks.get(String(feature.properties?.['parcelCode']))
      return kind === undefined ? [] : [{ ...feature, properties: { ...feature.properties, kind } }]
    })
    return [
      {
        id: 'sites',
        title: t('needs.result'),
        data: { type: 'FeatureCollection', features },
        key: 'parcelCode',
        classOf: 'kind',
        classes: [
          { value: 'chosen', title: t('column.site'), colour: '#d9622b' },
          { value: 'found', title: t('needs.result'), colour: '#0b6e6e' },
          { value: 'missed', title: t('needs.misses'), colour: '#a49a80' },
        ],
      },
    ]
  }, [shapes.data, result, chosen, t])
  const candidate = result?.candidates.find((one) => keyOf(one) === chosen) ?? null
  return (
    <>
      <title>{`${need.title} · ${t('needs.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('needs.title'), to: '/land/needs' },
          { title: need.title },
        ]}
        title={need.title}
        actions={
          mayMake && (
            <>
              <Button busy={again.isPending} onClick={() => again.mutate(undefined)}>
                {t('needs.again')}
              </Button>
              {candidate !== null && (
                <Button
                  kind="primary"
                  busy={analyse.isPending}
                  onClick={() => analyse.mutate(candidate, { onSuccess: ({ id }) => void go(`/land/analyses/${id}`) })}
                >
                  {t('needs.analyse')}
                </Button>
              )}
            </>
          )
        }
        ruled
      />
      <Terms need={need} />
      <ProblemNote problem={again.error ?? change.error ?? analyse.error} />
      {need.search !== null && result !== null && (
        <div className="decision-grid">
          <div>
            <header className="section-head">
              <h2>{t('needs.result')}</h2>
              <span className="hint">
                {t('needs.result.count', {
                  count: result.candidates.length,
                  pool: result.pool,
                  seconds: formatNumber(need.search.seconds, 2),
                })}
                　{t('needs.searchedAt', { at: instant(need.search.searchedAt) })}
              </span>
            </header>
            {result.status === 'feasible' && <p className="notice-bar">{t('needs.result.partial')}</p>}
            {result.candidates.length === 0 ? (
              <Empty title={t('needs.none')}>{t('needs.none.text')}</Empty>
            ) : (
              <ScrollBox>
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th className="num">{t('column.rank')}</th>
                      <th>{t('column.site')}</th>
                      <th className="num">{t('unit.mu')}</th>
                      <th className="num">{t('column.score')}</th>
                      <th className="num">{t('column.first')}</th>
                      <th className="num">{t('unit.wanPerMu')}</th>
                      <th>{t('column.handover')}</th>
                      <th>{t('column.verdict')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {result.candidates.map((one, index) => (
                      <Row
                        key={keyOf(one)}
                        candidate={one}
                        rank={index + 1}
                        chosen={keyOf(one) === chosen}
                        onChoose={() => setChosen(keyOf(one))}
                      />
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )}
            <section className="section">
              <header className="section-head">
                <h2>{t('needs.misses')}</h2>
                <span className="hint">{t('needs.misses.hint')}</span>
              </header>
              <table className="plain-table">
                <tbody>
                  {result.nearMisses.slice(0, 12).map(({ parcel, reasons }) => (
                    <tr key={parcel.id}>
                      <td>{parcel.location}</td>
                      <td className="num nowrap">
                        {formatNumber(parcel.areaMu, 2)} {t('unit.mu')}
                      </td>
                      <td>{reasons.map(({ message }) => message).join('；')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </div>
          <div>
            <FeatureMap
              label={t('needs.result')}
              layers={layers}
              height={380}
              selected={chosen === null ? null : { layer: 'sites', key: chosen.split(' ')[0] ?? '' }}
              onSelect={(selected) => {
                const hit = result.candidates.find(({ parcels }) => parcels.some(({ code }) => code === selected?.key))
                if (hit !== undefined) setChosen(keyOf(hit))
              }}
            />
            <Profile result={result} chosen={chosen} />
            <WeightsPanel
              key={JSON.stringify(need.terms.matrix)}
              need={need}
              weights={result.weights}
              mayChange={mayMake}
              busy={change.isPending}
              onApply={(matrix) => change.mutate(matrix)}
            />
            <p className="page-note">
              {t('needs.layers')}：{result.layers.map(({ title, no }) => `${title} ${no}`).join('，')}
            </p>
          </div>
        </div>
      )}
    </>
  )
}

/** A need with its ranked sites, the map, the weights and why the others fail. */
const NeedPage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useNeed(id)} lines={14}>
      {(need) => <View key={need.search?.id ?? need.id} need={need} />}
    </Await>
  )
}

export default NeedPage
