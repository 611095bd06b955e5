import { useState } from 'react'
import { ApiProblem, send } from '../../../platform/ui/api/client.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { figureText, formatFen, formatFigure, longDate } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { showWorking, type WorkingSheet } from '../../../platform/ui/working-sheet.ts'
import type { Assessment } from '../../api/assessments/schema.ts'
import type { AssetRow } from '../../api/assets/schema.ts'
import type { HonourRow } from '../../api/honours/schema.ts'
import type { LiabilityRow } from '../../api/standing/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { finance, useAssessments, useAssets, useHonours, useLiabilities, useNegatives } from '../data.ts'
import { FamilyPage } from './tabs.tsx'

/** Fetches a working and opens it beside the page. */
const useWorking = () => {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const open = async (path: string, question: string): Promise<void> => {
    setProblem(null)
    try {
      showWorking({ question, explained: await send<WorkingSheet['explained']>(path) })
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error)
    }
  }
  return { problem, open }
}

/** Net, counted and market value as parts of one bar. */
const NetBar = ({ sheet }: { sheet: Assessment }) => {
  const t = useFinance()
  const whole = Math.max(1, sheet.marketFen)
  const part = (fen: number) => Math.max(0, Math.min(100, (100 * fen) / whole))
  const say = (fen: number) => figureText(formatFigure(fen, 'fen', { lang: t.lang }))
  return (
    <>
      <svg className="net-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="10" fill="var(--line)" />
        <rect width={part(sheet.countedFen)} height="10" fill="var(--teal-mid)" />
        <rect width={part(sheet.netCountedFen)} height="10" fill="var(--teal)" />
      </svg>
      <p className="net-words">
        <b>{t('sheet.net', { value: say(sheet.netCountedFen) })}</b>
        <span>{t('sheet.counted', { value: say(sheet.countedFen) })}</span>
        <span>{t('sheet.market', { value: say(sheet.marketFen) })}</span>
      </p>
    </>
  )
}

const Facts = ({ sheet }: { sheet: Assessment }) => {
  const t = useFinance()
  const { score, limit } = sheet
  const isOpen = limit !== null && limit.state === 'active'
  return (
    <div className="facts">
      <Go to="/finance/my/score">
        {t('sheet.score')}
        <br />
        <FigureText value={score?.total ?? null} unit="count" size="s" />
        <span className="hint">{score === null ? t('sheet.none') : t('sheet.grade', { grade: score.grade })}</span>
      </Go>
      <Go to="/finance/my/loans">
        {t('sheet.limit')}
        <br />
        <FigureText value={isOpen ? limit.limitFen : null} unit="fen" size="s" />
        <span className="hint">{isOpen ? t('sheet.until', { date: limit.validTo }) : t('sheet.none')}</span>
      </Go>
      <Go to="/finance/my/loans">
        {t('sheet.rate')}
        <br />
        <FigureText value={isOpen ? Number(limit.annualRate) : null} unit="fraction" decimals={2} size="s" />
        <span className="hint">{t('sheet.rate.hint')}</span>
      </Go>
    </div>
  )
}

const HardRows = ({
  assets,
  debts,
  open,
}: {
  assets: readonly AssetRow[]
  debts: readonly LiabilityRow[]
  open: (path: string, question: string) => Promise<void>
}) => {
  const t = useFinance()
  const live = assets.filter((asset) => asset.endedOn === null)
  return (
    <table className="rows">
      <thead>
        <tr>
          <th>
            <h2>{t('sheet.hard')}</h2>
          </th>
          <th className="num">{t('column.market')}</th>
          <th className="num">{t('column.counted')}</th>
        </tr>
      </thead>
      <tbody>
        {live.map((asset) => (
          <tr key={asset.id}>
            <td>
              {asset.valuation === null ? (
                asset.title
              ) : (
                <button
                  type="button"
                  className="row-open"
                  onClick={() =>
                    void open(`${finance}/assets/${asset.id}/working`, t('sheet.question', { title: asset.title }))
                  }
                >
                  {asset.title}
                </button>
              )}
              <small>
                {t(`class.${asset.class}`)} · {t(`evidence.${asset.evidence}`)}
                {asset.valuation !== null && !asset.valuation.signed && ` · ${t('asset.waitsSecond')}`}
                {asset.valuation !== null &&
                  asset.valuation.signed &&
                  !asset.valuation.valid &&
                  ` · ${t('asset.expired')}`}
                {asset.valuation === null && ` · ${t('asset.waits')}`}
              </small>
            </td>
            <td className="num muted">{formatFen(asset.valuation?.marketFen)}</td>
            <td className="num">
              {formatFen(asset.valuation === null ? null : asset.valuation.valid ? asset.valuation.countedFen : 0)}
            </td>
          </tr>
        ))}
        {debts.map((debt) => (
          <tr key={debt.id} className="minus">
            <td>
              {t(`liability.${debt.kind}`)}
              <small>
                {debt.counterparty}
                {debt.kind === 'guarantee_given' && ` · ${t('sheet.guaranteeHalf')}`}
              </small>
            </td>
            <td className="num">{debt.kind === 'guarantee_given' ? '' : `−${formatFen(debt.balanceFen)}`}</td>
            <td className="num">
              −{formatFen(debt.kind === 'guarantee_given' ? debt.balanceFen / 2 : debt.balanceFen)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const SoftRows = ({
  honours,
  sheet,
  negatives,
}: {
  honours: readonly HonourRow[]
  sheet: Assessment | null
  negatives: number
}) => {
  const t = useFinance()
  const points = (id: string) => sheet?.score?.items.find((item) => item.id === id)?.points
  const live = honours.filter(({ state }) => state === 'confirmed')
  const gain = points('honours')
  const review = points('villageReviewMean')
  const mean = sheet?.score?.input?.items['villageReviewMean']
  return (
    <table className="rows">
      <thead>
        <tr>
          <th>
            <h2>{t('sheet.soft')}</h2>
          </th>
          <th className="num">{t('sheet.soft.hint')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            {t('sheet.honours', { count: live.length })}
            {live.length > 0 && <small>{live.map(({ title }) => title).join('、')}</small>}
          </td>
          <td className="num">
            {gain === undefined ? '–' : t('sheet.points', { points: gain })}
            {sheet?.limit != null && sheet.limit.upliftFen > 0 && (
              <small>{t('sheet.uplift', { value: formatFen(sheet.limit.upliftFen) })}</small>
            )}
          </td>
        </tr>
        <tr>
          <td>{typeof mean === 'number' ? t('sheet.review', { mean }) : t('sheet.review.none')}</td>
          <td className="num">{review === undefined ? '–' : t('sheet.points', { points: review })}</td>
        </tr>
        <tr>
          <td>
            {negatives === 0 ? (
              t('sheet.negatives.none')
            ) : (
              <Go to="/finance/my/disputes">{t('sheet.negatives', { count: negatives })}</Go>
            )}
          </td>
          <td className="num">
            {negatives === 0 ? (
              <Light state="met" word={t('sheet.noEffect')} />
            ) : (
              t('sheet.minus', { points: sheet?.score?.deducted ?? 0 })
            )}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** 我的家庭资产负债表: the newest one that a bank compiled, above the rows that the family itself keeps. */
const Sheet = () => {
  const t = useFinance()
  const assets = useAssets()
  const debts = useLiabilities()
  const honours = useHonours()
  const negatives = useNegatives()
  const assessments = useAssessments()
  const { problem, open } = useWorking()
  return (
    <FamilyPage title={t('my.sheet')}>
      <Await query={assessments} lines={4}>
        {({ rows }) => {
          const sheet = rows.find(({ live }) => live)
          if (sheet === undefined) {
            return (
              <Empty title={t('sheet.empty')}>
                {t('sheet.empty.text')} <Go to="/finance/my/consents">{t('my.consents')}</Go>
              </Empty>
            )
          }
          return (
            <section>
              <div className="net">
                <p>
                  {t('sheet.netTitle')}{' '}
                  <span className="hint">
                    {t('sheet.by', { date: longDate(sheet.asOf, t.lang), bank: sheet.bank })}
                  </span>
                </p>
                <button
                  type="button"
                  className="net-figure row-open"
                  onClick={() => void open(`${finance}/assessments/${sheet.id}/working/sheet`, t('sheet.netQuestion'))}
                >
                  {formatFen(sheet.netCountedFen)}
                  <small>{t('unit.yuan')}</small>
                </button>
                <NetBar sheet={sheet} />
              </div>
              <Facts sheet={sheet} />
            </section>
          )
        }}
      </Await>
      <ProblemNote problem={problem} />
      <section>
        <Await query={assets}>
          {({ rows }) => <HardRows assets={rows} debts={debts.data?.rows ?? []} open={open} />}
        </Await>
      </section>
      <section>
        <Await query={honours} lines={3}>
          {({ rows }) => (
            <SoftRows
              honours={rows}
              sheet={assessments.data?.rows.find(({ live }) => live) ?? null}
              negatives={negatives.data?.rows.length ?? 0}
            />
          )}
        </Await>
      </section>
      <p className="two-actions no-print">
        <Go className="button" to="/finance/my/disputes">
          {t('sheet.wrong')}
        </Go>
        <Go className="button button-primary" to="/finance/my/loans">
          {t('sheet.apply')}
        </Go>
      </p>
    </FamilyPage>
  )
}

export default Sheet
