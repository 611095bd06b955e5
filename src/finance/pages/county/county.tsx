import { useAsOf } from '../../../platform/ui/as-of.ts'
import { useGet } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { HeatMap } from '../../../platform/ui/chart/heat-map.tsx'
import '../../../platform/ui/chart/chart.css'
import { TrendChart } from '../../../platform/ui/chart/trend-chart.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { figureText, formatFigure, formatNumber } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { TimeSlider } from '../../../platform/ui/time-slider.tsx'
import type { CountyReply } from '../../api/county/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { useCounty } from '../../messages/county/index.ts'
import { FigureRow } from '../bank/figure-row.tsx'
import { VillageMap } from './village-map.tsx'
import './county.css'

const short = 0.1
const farShort = 0.25

const Demand = ({ demand }: Pick<CountyReply, 'demand'>) => {
  const t = useCounty()
  const bank = useBank()
  const rows = demand.purposes.map(({ purpose }) => ({
    key: purpose,
    title: bank.maybe(`purpose.${purpose}`, purpose),
  }))
  const columns = demand.months.map((month) => ({ key: month, title: month.slice(2) }))
  return (
    <section className="bank-section">
      <h2>{t('county.demand')}</h2>
      <p className="hint">{t('county.demand.hint')}</p>
      <HeatMap
        label={t('county.demand')}
        corner={t('county.purpose')}
        rows={rows}
        columns={columns}
        cell={(row, column) => {
          const cells = demand.purposes.find(({ purpose }) => purpose === row)?.cells
          const found = cells?.[demand.months.indexOf(column)] ?? null
          if (found === null) return { text: '', level: 'none' }
          return {
            text: formatNumber(found.askedFen / 1_000_000, 0),
            level: found.unmet >= farShort ? 'far' : found.unmet >= short ? 'short' : 'enough',
            title: t('county.unmet', { value: `${formatNumber(found.unmet * 100, 1)}%` }),
          }
        }}
      />
    </section>
  )
}

const Funds = ({ funds }: Pick<CountyReply, 'funds'>) => {
  const t = useCounty()
  const amount = (fen: number) => figureText(formatFigure(fen, 'fen', { lang: t.lang }))
  return (
    <section className="bank-section">
      <h2>{t('county.funds')}</h2>
      <p className="hint">{t('county.funds.hint')}</p>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('funds.bank')}</th>
              <th>{t('funds.kind')}</th>
              <th>{t('funds.lender')}</th>
              <th className="num">{t('funds.amount')}</th>
              <th className="num">{t('funds.drawn')}</th>
              <th className="num">{t('funds.use')}</th>
              <th className="num">{t('funds.cost')}</th>
              <th className="num">{t('funds.mean')}</th>
              <th className="num">{t('funds.margin')}</th>
              <th>{t('funds.over')}</th>
            </tr>
          </thead>
          <tbody>
            {funds.map((row) => (
              <tr key={`${row.bank} ${row.kind}`}>
                <td>{row.bank}</td>
                <td>{t.maybe(`funds.${row.kind}`, row.kind)}</td>
                <td>{row.lender}</td>
                <td className="num">{amount(row.amountFen)}</td>
                <td className="num">{amount(row.drawnFen)}</td>
                <td className="num">{formatNumber((row.drawnFen / row.amountFen) * 100, 1)}%</td>
                <td className="num">{formatNumber(Number(row.annualRate) * 100, 2)}%</td>
                <td className="num">{row.meanRate === null ? '–' : `${formatNumber(row.meanRate * 100, 2)}%`}</td>
                <td className="num">{formatNumber(row.marginBp / 100, 2)}%</td>
                <td>
                  {row.overMarginFen > 0 || row.drawnFen > row.amountFen ? (
                    <Light state="at_risk" word={amount(row.overMarginFen)} />
                  ) : (
                    <Light state="met" word={t('funds.fine')} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const Cockpit = ({ reply, onDay }: { reply: CountyReply; onDay: (day: string) => void }) => {
  const t = useCounty()
  const { bases, asOf } = reply
  const due = reply.targets.filter((target) => target.due <= asOf)
  const met = due.filter(
    (target) => (reply.pool.findLast(({ date }) => date <= target.due)?.value ?? 0) >= target.thresholdFen,
  ).length
  const each = [
    ['balance', bases.balanceFen],
    ['disbursed', bases.disbursedFen],
    ['line', bases.lineFen],
  ] as const
  return (
    <>
      <FigureRow
        figures={each.map(([basis, fen]) => ({
          key: basis,
          title: `${t('county.pool')}（${t(`basis.${basis}`)}）`,
          value: <FigureText value={fen} unit="fen" size="l" />,
          note: basis === bases.basis ? <b className="county-basis">{t('county.basis')}</b> : reply.asOf,
        }))}
      />
      <div className="county-slider no-print" data-ground="deep">
        <TimeSlider
          from={reply.since}
          to={reply.today}
          value={asOf}
          dueDates={reply.targets.map((target) => target.due)}
          share={[]}
          total={due.length}
          met={met}
          onChange={onDay}
        />
      </div>
      <div className="bank-two">
        <section className="bank-section">
          <h2>{t('county.pool')}</h2>
          <TrendChart
            points={reply.pool}
            unit="fen"
            better="higher"
            targets={reply.targets.map((target) => ({ due: target.due, threshold: target.thresholdFen }))}
          />
        </section>
        <section className="bank-section">
          <h2>{t('county.share')}</h2>
          <TrendChart points={reply.creditShare} unit="fraction" better="higher" />
        </section>
      </div>
      <FigureRow
        figures={reply.figures.map(({ id, value, unit }) => ({
          key: id,
          title: t.maybe(`figure.${id}`, id),
          value: <FigureText value={value} unit={unit} size="m" />,
          ...(id === 'finance.standard_coverage'
            ? { note: <Go to="/finance/standards">{t('county.standards')}</Go> }
            : {}),
        }))}
      />
      <div className="bank-two">
        <section className="bank-section">
          <h2>{t('county.map')}</h2>
          <VillageMap villages={reply.villages} />
        </section>
        <Demand demand={reply.demand} />
      </div>
      <Funds funds={reply.funds} />
    </>
  )
}

/** 县金融中心: what the pool does on any day, for the county as a whole. */
const County = () => {
  const t = useCounty()
  const { asOf, setAsOf } = useAsOf()
  const query = useGet<CountyReply>('/api/finance/county', { asOf }, { keepPrevious: true })
  return (
    <>
      <PageHead
        crumbs={[{ title: t('county.title') }]}
        title={t('county.title')}
        beside={<span className="muted">{t('county.lead')}</span>}
        ruled
      />
      <Await query={query} lines={14}>
        {(reply) => <Cockpit reply={reply} onDay={(day) => setAsOf(day === reply.today ? null : day)} />}
      </Await>
    </>
  )
}

export default County
