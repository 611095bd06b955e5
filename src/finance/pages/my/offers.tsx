import { useQueries } from '@tanstack/react-query'
import { send } from '../../../platform/ui/api/client.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { figureText, formatFen, formatFigure } from '../../../platform/ui/format.ts'
import { useSession } from '../../../platform/ui/session.ts'
import { useFinance } from '../../messages/index.ts'

/** The ways that a family chooses from. */
export const methods = ['annuity', 'equal_principal', 'interest_only'] as const
export type Method = (typeof methods)[number]

type Schedule = {
  readonly rows: readonly { readonly due: string; readonly totalFen: number }[]
  readonly totals: { readonly interestFen: number }
}
type Rate = { readonly simple: string; readonly compound: string }

/** Schedule and annualised rate of one way to repay, by the published calculators. */
const offerOf = async (principalFen: number, annualRate: string, months: number, method: Method, start: string) => {
  const ask = async <Value,>(name: string, body: unknown): Promise<Value> =>
    (await send<{ value: Value }>(`/api/finance/calculators/${name}`, { method: 'POST', body })).value
  const schedule = await ask<Schedule>('loan-schedule', { principalFen, annualRate, method, start, count: months })
  const rate = await ask<Rate>('apr', {
    cashflows: [
      { period: 0, fen: principalFen },
      ...schedule.rows.map(({ totalFen }, index) => ({ period: index + 1, fen: -totalFen })),
    ],
  })
  return { schedule, rate }
}

/** 三种还款方式并列: what is paid when, in all, and at which annualised rate (PBoC 2021 no. 3). */
export const Offers = ({
  principalFen,
  annualRate,
  months,
  chosen,
  onChoose,
}: {
  principalFen: number
  annualRate: string
  months: number
  chosen: Method
  onChoose: (method: Method) => void
}) => {
  const t = useFinance()
  const today = useSession().data?.today ?? ''
  const offers = useQueries({
    queries: methods.map((method) => ({
      queryKey: ['offer', principalFen, annualRate, months, method, today],
      enabled: today !== '',
      queryFn: () => offerOf(principalFen, annualRate, months, method, today),
    })),
  })
  const percent = (text: string | undefined) =>
    text === undefined ? '–' : figureText(formatFigure(Number(text), 'fraction', { decimals: 2 }))
  return (
    <div className="offers">
      {methods.map((method, index) => {
        const offer = offers[index]?.data
        const first = offer?.schedule.rows[0]
        const last = offer?.schedule.rows.at(-1)
        return (
          <section key={method} className="offer" data-chosen={method === chosen ? '' : undefined}>
            <h3>{t(`method.${method}`)}</h3>
            <dl>
              <dt className="muted">{t('offer.first')}</dt>
              <dd>{formatFen(first?.totalFen)}</dd>
              <dt className="muted">{t('offer.last')}</dt>
              <dd>{formatFen(last?.totalFen)}</dd>
              <dt className="muted">{t('offer.interest')}</dt>
              <dd>{formatFen(offer?.schedule.totals.interestFen)}</dd>
              <dt className="muted">{t('offer.simple')}</dt>
              <dd>{percent(offer?.rate.simple)}</dd>
              <dt className="muted">{t('offer.compound')}</dt>
              <dd>{percent(offer?.rate.compound)}</dd>
            </dl>
            <Button kind="text" pressed={method === chosen} onClick={() => onChoose(method)}>
              {t(method === chosen ? 'offer.chosen' : 'offer.choose')}
            </Button>
          </section>
        )
      })}
    </div>
  )
}
