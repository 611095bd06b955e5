import type { ReactNode } from 'react'
import { useQueries } from '@tanstack/react-query'
import { send } from '../../../platform/ui/api/client.ts'
import { Skeleton } from '../../../platform/ui/await.tsx'
import { figureText, formatFigure, formatNumber, missing } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { AnalysisReply, AnalysisResults } from '../../api/analyses/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import { Verdict } from '../verdict.tsx'

type Line = readonly [title: string, value: (results: AnalysisResults) => ReactNode]

/** Up to four sites in columns: the same lines for each, so that one look along a line compares. */
export const Compare = ({ ids }: { ids: readonly string[] }) => {
  const t = useLandMap()
  const analyses = useQueries({
    queries: ids.map((id) => {
      const path = `/api/land/analyses/${encodeURIComponent(id)}`
      return { queryKey: [path, {}], queryFn: () => send<AnalysisReply>(path) }
    }),
  })
  if (analyses.some(({ data, error }) => data === undefined && error === null)) return <Skeleton />
  const known = analyses.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const km = (value: number | undefined): string =>
    value === undefined ? t('analyses.unknown') : `${formatNumber(value, 2)} ${t('unit.km')}`
  const layers = [
    ...new Map(known.flatMap(({ results }) => results?.layers ?? []).map((one) => [one.layer, one.title])),
  ]
  const lines: readonly Line[] = [
    [t('column.verdict'), (results) => <Verdict verdict={results.verdict} />],
    [t('analyses.area'), ({ areas }) => `${formatNumber(areas.mu, 2)} ${t('unit.mu')}`],
    [t('analyses.suitability'), ({ suitability }) => formatNumber(suitability.score, 1)],
    [t('column.first'), ({ suitability }) => figureText(formatFigure(suitability.firstProbability, 'fraction'))],
    [t('column.width'), ({ widthM }) => `${formatNumber(widthM, 0)} ${t('unit.m')}`],
    [
      t('analyses.slope'),
      ({ facts }) => (facts.terrain === null ? missing : `${formatNumber(facts.terrain.meanPercent, 1)}%`),
    ],
    [t('analyses.near.highway'), ({ facts }) => km(facts.near.highway?.km)],
    [t('analyses.near.port'), ({ facts }) => km(facts.near.port?.km)],
    [
      t('analyses.near.substation'),
      ({ facts }) =>
        facts.near.substation === null
          ? t('analyses.unknown')
          : t('analyses.near.spare', { mva: formatNumber(facts.near.substation.spareMva, 0) }),
    ],
    [t('analyses.jobs'), ({ jobs }) => `${formatNumber(jobs, 0)} ${t('analyses.people')}`],
    [t('column.tax'), ({ forecast }) => figureText(formatFigure(forecast.at(-1)?.taxFen ?? null, 'fen'))],
    [t('analyses.price'), ({ priceFen }) => figureText(formatFigure(priceFen, 'fen'))],
    ...layers.map(
      ([layer, title]): Line => [
        title,
        (results) => {
          const found = results.layers.find((one) => one.layer === layer)
          return found === undefined ? missing : <Verdict verdict={found.verdict} />
        },
      ],
    ),
  ]
  return (
    <ScrollBox>
      <table className="plain-table compare-table">
        <thead>
          <tr>
            <th aria-hidden="true" />
            {known.map(({ id, title }) => (
              <th key={id}>
                <Go to={`/land/analyses/${id}`}>{title}</Go>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([title, value]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {known.map(({ id, results }) => (
                <td key={id}>{results === null ? missing : value(results)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
