import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { LineChart, percentAxis } from '../../../platform/ui/chart/line-chart.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { formatNumber, instant } from '../../../platform/ui/format.ts'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { ModelList, ModelView } from '../../api/models/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { FigureRow } from './figure-row.tsx'

const path = '/api/finance/models'

const lights: Readonly<Record<ModelView['state'], LightState>> = {
  challenger: 'on_track',
  champion: 'met',
  retired: 'no_data',
}

const psiWord = (psi: number): 'stable' | 'watch' | 'stop' => (psi < 0.1 ? 'stable' : psi <= 0.25 ? 'watch' : 'stop')

const Curves = ({ report }: Pick<ModelView, 'report'>) => {
  const t = useBank()
  const scores = report.curve.slice(1).map(({ score }) => score)
  return (
    <div className="bank-two">
      <section className="bank-section">
        <h2>{t('models.roc')}</h2>
        <LineChart
          label={t('models.roc')}
          square
          lines={[
            { key: 'roc', title: t('models.bad'), points: report.curve.map(({ good, bad }) => [good, bad] as const) },
            {
              key: 'chance',
              title: t('models.diagonal'),
              dashed: true,
              tone: 'grey',
              points: [
                [0, 0],
                [1, 1],
              ],
            },
          ]}
          x={percentAxis(t('models.roc.x'))}
          y={percentAxis(t('models.roc.y'))}
        />
      </section>
      <section className="bank-section">
        <h2>{t('models.ksCurve')}</h2>
        <LineChart
          label={t('models.ksCurve')}
          lines={[
            {
              key: 'bad',
              title: t('models.bad'),
              tone: 'orange',
              points: report.curve.slice(1).map(({ score, bad }) => [score, bad] as const),
            },
            {
              key: 'good',
              title: t('models.good'),
              points: report.curve.slice(1).map(({ score, good }) => [score, good] as const),
            },
          ]}
          x={{
            title: t('models.score'),
            text: (score) => formatNumber(score, 0),
            range: [Math.min(...scores), Math.max(...scores)],
          }}
          y={percentAxis(t('models.cumulative'))}
        />
      </section>
    </div>
  )
}

const Tables = ({ model: { report, points } }: { model: ModelView }) => {
  const t = useBank()
  return (
    <div className="bank-two">
      <section className="bank-section">
        <h2>{t('models.variables')}</h2>
        <ScrollBox>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('models.variables')}</th>
                <th className="num">{t('models.iv')}</th>
                <th className="num">{t('models.csi')}</th>
                <th>{t('models.used')}</th>
              </tr>
            </thead>
            <tbody>
              {report.variables.map((one) => (
                <tr key={one.name}>
                  <td>{one.name.replaceAll('_', ' ')}</td>
                  <td className="num">{formatNumber(one.iv, 3)}</td>
                  <td className="num">{formatNumber(one.csi, 3)}</td>
                  <td>{one.used ? '✓' : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </section>
      <section className="bank-section">
        <h2>{t('models.deciles')}</h2>
        <ScrollBox>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('models.score')}</th>
                <th className="num">{t('column.count')}</th>
                <th className="num">{t('models.expected')}</th>
                <th className="num">{t('models.observed')}</th>
              </tr>
            </thead>
            <tbody>
              {report.deciles.map((one) => (
                <tr key={one.from}>
                  <td className="nowrap">
                    {formatNumber(one.from, 0)}–{formatNumber(one.to, 0)}
                  </td>
                  <td className="num">{one.count}</td>
                  <td className="num">{formatNumber(one.expected * 100, 1)}%</td>
                  <td className="num">{formatNumber(one.observed * 100, 1)}%</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
        <details>
          <summary className="button button-text">{t('models.points')}</summary>
          <ScrollBox>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('models.variables')}</th>
                  <th>{t('models.bin')}</th>
                  <th className="num">{t('models.point')}</th>
                </tr>
              </thead>
              <tbody>
                {points.map((line) => (
                  <tr key={`${line.name} ${line.bin}`}>
                    <td>{line.name === 'basepoints' ? t('models.base') : line.name.replaceAll('_', ' ')}</td>
                    <td>{line.bin}</td>
                    <td className="num">{formatNumber(line.points, 1)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </details>
      </section>
    </div>
  )
}

const Model = ({ model }: { model: ModelView }) => {
  const t = useBank()
  const mayDecide = usePermission('finance.credit.decide')
  const promote = useSend({
    path: `${path}/${model.id}/promote`,
    body: () => undefined,
    version: () => model.version,
    stale: [path],
  })
  const { report } = model
  return (
    <article className="bank-section">
      <h2 className="bank-line">
        {t('models.version', { no: model.no })}
        <Light state={lights[model.state]} word={t(`models.state.${model.state}`)} />
        <span className="hint">{instant(model.trainedAt)}</span>
        <span className="grow" />
        {mayDecide && model.state === 'challenger' && !model.mine && (
          <Button busy={promote.isPending} onClick={() => promote.mutate(undefined)}>
            {t('models.promote')}
          </Button>
        )}
      </h2>
      <ProblemNote problem={promote.error} />
      <FigureRow
        figures={[
          {
            key: 'sample',
            title: t('models.sample'),
            value: <span className="figure figure-l">{formatNumber(report.rows, 0)}</span>,
            note: t('models.sampleOf', { rows: report.rows, bads: report.bads }),
          },
          {
            key: 'auc',
            title: t('models.auc'),
            value: <FigureText value={report.test?.auc ?? null} unit="ratio" size="l" decimals={3} />,
            note: `${t('models.gini')} ${formatNumber((report.test?.auc ?? 0.5) * 2 - 1, 3)}`,
          },
          {
            key: 'ks',
            title: t('models.ks'),
            value: <FigureText value={report.test?.ks ?? null} unit="ratio" size="l" decimals={3} />,
          },
          {
            key: 'psi',
            title: t('models.psi'),
            value: <FigureText value={report.psi} unit="ratio" size="l" decimals={3} />,
            note: t(`models.psi.${psiWord(report.psi)}`),
          },
        ]}
      />
      {report.warnings.map((warning) => (
        <p key={warning} className="notice-bar">
          {warning}
        </p>
      ))}
      <Curves report={report} />
      <Tables model={model} />
    </article>
  )
}

/** 统计评分卡: every version with what it separates, how steady it is, and its points. */
const Models = () => {
  const t = useBank()
  const mayDecide = usePermission('finance.credit.decide')
  const train = useSend({ path, body: () => undefined, stale: [path] })
  return (
    <>
      <PageHead
        crumbs={[{ title: t('bank.title'), to: '/finance/bank' }, { title: t('models.title') }]}
        title={t('models.title')}
        beside={<span className="muted">{t('models.lead')}</span>}
        actions={
          mayDecide && (
            <Button kind="primary" busy={train.isPending} onClick={() => train.mutate(undefined)}>
              {t('models.train')}
            </Button>
          )
        }
        ruled
      />
      <p className="muted">{t('models.licence')}</p>
      <p className="hint">{t('models.training')}</p>
      <ProblemNote problem={train.error} />
      <Await query={useGet<ModelList>(path)} lines={12}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('models.empty')}>{t('models.empty.text')}</Empty>
          ) : (
            <>
              {rows.map((model) => (
                <Model key={model.id} model={model} />
              ))}
            </>
          )
        }
      </Await>
    </>
  )
}

export default Models
