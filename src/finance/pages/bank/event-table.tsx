import { Button } from '../../../platform/ui/button.tsx'
import { formatNumber } from '../../../platform/ui/format.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { ContractView } from '../../api/contracts/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { percent } from './data.ts'

type Event = ContractView['events'][number]

/** Signed yuan of a change; nothing where nothing changed. */
const change = (fen: number): string => (fen === 0 ? '–' : formatNumber(fen / 100, 2))

const Words = ({ event }: { event: Event }) => {
  const t = useBank()
  const words = [
    ...(event.reversesNo === null ? [] : [t('contract.reverses', { no: event.reversesNo })]),
    ...(event.annualRate === null ? [] : [t('contract.newRate', { rate: percent(event.annualRate) })]),
    ...(event.maturityOn === null ? [] : [t('contract.newMaturity', { date: event.maturityOn })]),
    ...(event.reason === null ? [] : [event.reason]),
  ]
  return words.length === 0 ? null : <span className="hint">{words.join('；')}</span>
}

/** 流水: every event with the day it holds for and the day it was booked; one that was taken back is struck through. */
export const EventTable = ({
  contract,
  onReverse,
}: {
  contract: ContractView
  onReverse: ((no: number) => void) | null
}) => {
  const t = useBank()
  const reversed = new Set(contract.events.flatMap(({ reversesNo }) => (reversesNo === null ? [] : [reversesNo])))
  return (
    <section className="bank-section">
      <h2>{t('contract.events')}</h2>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th className="num">{t('contract.no')}</th>
              <th>{t('contract.type')}</th>
              <th>{t('contract.effective')}</th>
              <th className="num">{t('contract.planPrincipal')}</th>
              <th className="num">{t('contract.due')}</th>
              <th className="num">{t('contract.planInterest')}</th>
              <th className="num">{t('contract.penalty')}</th>
              {onReverse && <th>{t('column.act')}</th>}
            </tr>
          </thead>
          <tbody>
            {contract.events.toReversed().map((event) => (
              <tr key={event.no} className={reversed.has(event.no) ? 'bank-struck' : undefined}>
                <td className="num">{event.no}</td>
                <td>
                  {t(`event.${event.type}`)} <Words event={event} />
                </td>
                <td className="nowrap" title={`${t('contract.booked')} ${event.bookedOn}`}>
                  {event.effectiveOn}
                </td>
                <td className="num">{change(event.principalFen)}</td>
                <td className="num">{change(event.duePrincipalFen)}</td>
                <td className="num">{change(event.interestFen)}</td>
                <td className="num">{change(event.penaltyFen + event.costFen)}</td>
                {onReverse && (
                  <td>
                    {event.type !== 'reverse' && !reversed.has(event.no) && (
                      <Button kind="text" onClick={() => onReverse(event.no)}>
                        {t('book.reverse')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}
