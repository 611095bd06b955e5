import { useParams } from 'react-router'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { figureText, formatFigure, formatNumber, missing } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { AnalysisReply, AnalysisResults } from '../../api/analyses/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import { useAnalysis } from '../decision-data.ts'
import '../decisions.css'
import { Facts } from '../facts.tsx'
import { criterionTitle } from '../needs/weights.tsx'
import { Verdict } from '../verdict.tsx'
import { DrawMap } from './draw-map.tsx'

const Head = ({ results }: { results: AnalysisResults }) => {
  const t = useLandMap()
  const { suitability, areas } = results
  const score =
    suitability.score !== null
      ? formatNumber(suitability.score, 1)
      : suitability.low === null || suitability.high === null
        ? missing
        : t('needs.range', { low: formatNumber(suitability.low, 1), high: formatNumber(suitability.high, 1) })
  const last = results.forecast.at(-1)
  const figures: readonly (readonly [string, string, string])[] = [
    [t('analyses.area'), formatNumber(areas.mu, 2), t('unit.mu')],
    [t('analyses.suitability'), score, t('unit.points')],
    [t('analyses.jobs'), formatNumber(results.jobs, 0), t('analyses.people')],
    ...(last === undefined
      ? []
      : [[`${last.year} ${t('column.tax')}`, ...splitMoney(last.taxFen)] as readonly [string, string, string]]),
  ]
  return (
    <div className="analysis-figures">
      <div>
        <span>{t('column.verdict')}</span>
        <b>
          <Verdict verdict={results.verdict} />
        </b>
      </div>
      {figures.map(([name, value, unit]) => (
        <div key={name}>
          <span>{name}</span>
          <b>
            {value}
            <small>{unit}</small>
          </b>
        </div>
      ))}
    </div>
  )
}

const splitMoney = (fen: number): readonly [string, string] => {
  const { number, unit } = formatFigure(fen, 'fen')
  return [number, unit]
}

const Layers = ({ results }: { results: AnalysisResults }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('analyses.layers')}</h2>
      </header>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('column.layer')}</th>
              <th>{t('column.verdict')}</th>
              <th className="num">{t('column.conflict')}（m²）</th>
              <th className="num">{t('column.share')}</th>
              <th>{t('column.basis')}</th>
              <th>{t('column.version')}</th>
            </tr>
          </thead>
          <tbody>
            {results.layers.map((layer) => (
              <tr key={layer.layer}>
                <td>{layer.title}</td>
                <td>
                  <Verdict verdict={layer.verdict} />
                </td>
                <td className="num">{layer.conflictM2 === 0 ? missing : formatNumber(layer.conflictM2, 2)}</td>
                <td className="num">
                  {layer.conflictM2 === 0 ? missing : figureText(formatFigure(layer.share, 'fraction'))}
                </td>
                <td>{layer.basis}</td>
                <td className="nowrap" title={layer.source}>
                  {layer.versionNo}　{layer.publishedOn}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const SiteFacts = ({ results }: { results: AnalysisResults }) => {
  const t = useLandMap()
  const { areas, facts } = results
  const { near, terrain } = facts
  const nearText = (one: { name: string; km: number; spareMva: number | null } | null): string =>
    one === null
      ? t('analyses.unknown')
      : `${t('analyses.near.km', { name: one.name, km: formatNumber(one.km, 2) })}${
          one.spareMva === null ? '' : `，${t('analyses.near.spare', { mva: formatNumber(one.spareMva, 0) })}`
        }`
  const rows: readonly (readonly [string, string])[] = [
    [t('analyses.geodesic'), `${formatNumber(areas.geodesicM2, 2)} m²`],
    [
      t('analyses.area'),
      t('analyses.area.three', {
        td: formatNumber(areas.td1055M2, 2),
        plane: formatNumber(areas.projectedM2, 2),
        sigma: formatNumber(areas.sigmaM2, 2),
      }),
    ],
    [t('analyses.width'), `${formatNumber(results.widthM, 1)} ${t('unit.m')}，${formatNumber(results.compactness, 2)}`],
    [
      t('analyses.slope'),
      terrain === null
        ? t('analyses.unknown')
        : t('analyses.slope.value', {
            mean: formatNumber(terrain.meanPercent, 1),
            max: formatNumber(terrain.maxPercent, 1),
            height: formatNumber(terrain.meanHeightM, 1),
          }),
    ],
    [t('analyses.earth'), terrain === null ? t('analyses.unknown') : `${formatNumber(terrain.cutM3, 0)} m³`],
    [t('analyses.near.highway'), nearText(near.highway)],
    [t('analyses.near.port'), nearText(near.port)],
    [t('analyses.near.substation'), nearText(near.substation)],
    [t('analyses.near.sewage'), nearText(near.sewage)],
    [
      t('analyses.homes'),
      facts.homesM === null ? t('analyses.unknown') : `${formatNumber(facts.homesM, 0)} ${t('unit.m')}`,
    ],
    [
      t('analyses.cluster'),
      facts.clusterFirms === null ? t('analyses.unknown') : `${facts.clusterFirms} ${t('unit.firms')}`,
    ],
    [t('analyses.price'), figureText(formatFigure(results.priceFen, 'fen'))],
  ]
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('analyses.facts')}</h2>
      </header>
      <Facts rows={rows} />
    </section>
  )
}

const Suitability = ({ results }: { results: AnalysisResults }) => {
  const t = useLandMap()
  const { weights, values, parts, excluded } = results.suitability
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('analyses.suitability')}</h2>
        <span className="hint">
          {t(weights.consistent ? 'needs.consistent' : 'needs.inconsistent', { cr: formatNumber(weights.cr, 3) })}
        </span>
      </header>
      {excluded.length > 0 && (
        <p className="notice-bar notice-bar-bad">{t('analyses.excluded', { layers: excluded.join('、') })}</p>
      )}
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('column.criterion')}</th>
            <th className="num">{t('column.value')}</th>
            <th className="num">{t('column.weight')}</th>
            <th className="num">{t('column.points')}</th>
            <th aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {weights.criteria.map(({ id, weight }) => {
            const score = parts[id] ?? null
            return (
              <tr key={id}>
                <td>{criterionTitle(t, id)}</td>
                <td className="num">{formatNumber(values[id] ?? null, 2)}</td>
                <td className="num">{formatNumber(weight * 100, 1)}%</td>
                <td className="num">{formatNumber(score, 1)}</td>
                <td aria-hidden="true">
                  <span className="weight-bar" style={{ width: `${Math.round((score ?? 0) * 0.8)}px` }} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const Forecast = ({ analysis, results }: { analysis: AnalysisReply; results: AnalysisResults }) => {
  const t = useLandMap()
  const most = Math.max(...results.forecast.map(({ taxFen }) => taxFen), 1)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('analyses.forecast')}</h2>
        <span className="hint">
          {t('analyses.forecast.hint', {
            probability: figureText(formatFigure(analysis.inputs.plan.probability, 'fraction')),
          })}
        </span>
      </header>
      <table className="plain-table">
        <tbody>
          {results.forecast.map(({ year, taxFen }) => (
            <tr key={year}>
              <td>{year}</td>
              <td className="num">{figureText(formatFigure(taxFen, 'fen'))}</td>
              <td aria-hidden="true">
                <span className="weight-bar" style={{ width: `${Math.round((taxFen / most) * 160)}px` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Alternatives = ({ results }: { results: AnalysisResults }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('analyses.alternatives')}</h2>
      </header>
      {results.alternatives.length === 0 ? (
        <p className="hint">{t('analyses.alternatives.none')}</p>
      ) : (
        <table className="plain-table">
          <tbody>
            {results.alternatives.map((other) => (
              <tr key={other.code}>
                <td>{other.location}</td>
                <td className="num nowrap">
                  {formatNumber(other.areaMu, 2)} {t('unit.mu')}
                </td>
                <td className="num">{formatNumber(other.score, 1)}</td>
                <td>
                  <Verdict verdict={other.verdict} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const View = ({ analysis }: { analysis: AnalysisReply }) => {
  const t = useLandMap()
  const { results } = analysis
  // The API gives the stored MultiPolygon; a site has one part.
  const ring = (analysis.site as GeoJSON.MultiPolygon).coordinates[0]?.[0] ?? []
  const corners = ring.slice(0, -1).map(([x = 0, y = 0]) => [x, y] as const)
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const away = 0.004
  const bounds = [
    Math.min(...xs) - away,
    Math.min(...ys) - away,
    Math.max(...xs) + away,
    Math.max(...ys) + away,
  ] as const
  return (
    <>
      <title>{`${analysis.title} · ${t('analyses.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('analyses.title'), to: '/land/analyses' },
          { title: analysis.title },
        ]}
        title={analysis.title}
        beside={<span className="tag">{t(`analyses.state.${analysis.state}`)}</span>}
        actions={
          <>
            <Go className="button" to={`/desk/cases/${encodeURIComponent(analysis.caseId)}`}>
              {t('analyses.case')}
            </Go>
            {results !== null && (
              <>
                <a className="button" href={`/api/land/analyses/${analysis.id}/report.docx`} download>
                  {t('analyses.report.docx')}
                </a>
                <a className="button button-primary" href={`/api/land/analyses/${analysis.id}/report.pdf`} download>
                  {t('analyses.report.pdf')}
                </a>
              </>
            )}
          </>
        }
        ruled
      />
      {results === null ? (
        <Empty title={t('analyses.state.draft')}>{t('analyses.draft')}</Empty>
      ) : (
        <>
          <Head results={results} />
          <div className="decision-grid">
            <div>
              <Layers results={results} />
              <Suitability results={results} />
              <Forecast analysis={analysis} results={results} />
            </div>
            <div>
              <DrawMap corners={corners} closed chosen={[]} mode="show" height={340} bounds={bounds} />
              <SiteFacts results={results} />
              <Alternatives results={results} />
            </div>
          </div>
          <p className="page-note">
            {t('analyses.computedOn', { date: results.computedOn, seconds: formatNumber(results.seconds, 2) })}
            {analysis.digest !== null && `　${t('analyses.digest', { digest: analysis.digest })}`}
          </p>
        </>
      )}
    </>
  )
}

/** One site analysis: the verdict first, then what it rests on. */
const AnalysisPage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useAnalysis(id)} lines={14}>
      {(analysis) => <View key={`${analysis.id} ${analysis.state}`} analysis={analysis} />}
    </Await>
  )
}

export default AnalysisPage
