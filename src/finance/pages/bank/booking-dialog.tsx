import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextArea, TextField } from '../../../platform/ui/field.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { useUi } from '../../../platform/ui/messages/index.ts'
import type { ContractView } from '../../api/contracts/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { contractPath, percentToRate, yuanToFen } from './data.ts'

export type BookingKind = 'repay' | 'prepay' | 'payoff' | 'extend' | 'reprice' | 'restructure' | 'write_off' | 'reverse'

type Draft = { on: string; amount: string; rate: string; maturity: string; reason: string }

const has = {
  amount: ['repay', 'prepay'],
  rate: ['reprice', 'restructure'],
  maturity: ['extend', 'restructure'],
  reason: ['extend', 'restructure', 'write_off', 'reverse'],
} as const satisfies Record<string, readonly BookingKind[]>

const asks = (field: keyof typeof has, kind: BookingKind): boolean =>
  (has[field] as readonly BookingKind[]).includes(kind)

const bodyOf = (kind: BookingKind, draft: Draft, no: number): Record<string, unknown> => ({
  type: kind,
  ...(kind === 'reverse' ? { no } : { effectiveOn: draft.on }),
  ...(kind === 'repay' ? { amountFen: yuanToFen(draft.amount) ?? 0 } : {}),
  ...(kind === 'prepay' ? { principalFen: yuanToFen(draft.amount) ?? 0 } : {}),
  ...(asks('rate', kind) ? { annualRate: percentToRate(draft.rate) ?? draft.rate } : {}),
  ...(asks('maturity', kind) ? { maturityOn: draft.maturity } : {}),
  ...(asks('reason', kind) ? { reason: draft.reason.trim() } : {}),
})

/** One event to be booked, with what it does in words. The stream that was read is the one it is added to. */
export const BookingDialog = ({
  contract,
  kind,
  no = 0,
  onClose,
}: {
  contract: ContractView
  kind: BookingKind
  no?: number
  onClose: () => void
}) => {
  const t = useBank()
  const ui = useUi()
  const { account } = contract
  const unpaid = account.duePrincipalFen + account.interestFen + account.penaltyFen + account.costFen
  const [draft, setDraft] = useState<Draft>({
    on: contract.asOf,
    amount: kind === 'repay' && unpaid > 0 ? String(unpaid / 100) : '',
    rate: '',
    maturity: contract.terms.maturityOn,
    reason: '',
  })
  const set = (field: keyof Draft) => (value: string) => setDraft({ ...draft, [field]: value })
  const send = useSend({
    path: `${contractPath(contract.id)}/events`,
    body: () => bodyOf(kind, draft, no),
    version: () => contract.version,
    stale: ['/api/'],
  })
  const payoff = account.principalFen - account.duePrincipalFen + unpaid + contract.accruedFen
  const hint =
    kind === 'repay'
      ? t('book.repay.hint', { amount: formatFen(unpaid) })
      : kind === 'prepay'
        ? t('book.prepay.hint')
        : kind === 'payoff'
          ? t('book.payoff.hint', { amount: formatFen(payoff) })
          : kind === 'write_off'
            ? t('book.write_off.hint')
            : null
  return (
    <Dialog
      title={kind === 'reverse' ? `${t('book.reverse')}　${t('contract.reverses', { no })}` : t(`book.${kind}`)}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="booking" busy={send.isPending}>
            {t(`book.${kind}`)}
          </Button>
        </>
      }
    >
      <form
        id="booking"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: onClose })
        }}
      >
        {hint !== null && <p className="muted">{hint}</p>}
        {kind !== 'reverse' && (
          <TextField
            label={t('book.on')}
            type="date"
            value={draft.on}
            onChange={set('on')}
            required
            error={fieldError(send.error, '/effectiveOn')}
          />
        )}
        {asks('amount', kind) && (
          <TextField
            label={t('book.amount')}
            value={draft.amount}
            onChange={set('amount')}
            inputMode="decimal"
            required
            error={fieldError(send.error, '/amountFen') ?? fieldError(send.error, '/principalFen')}
          />
        )}
        {asks('rate', kind) && (
          <TextField
            label={t('book.rate')}
            value={draft.rate}
            onChange={set('rate')}
            inputMode="decimal"
            required
            error={fieldError(send.error, '/annualRate')}
          />
        )}
        {asks('maturity', kind) && (
          <TextField
            label={t('book.maturity')}
            type="date"
            value={draft.maturity}
            onChange={set('maturity')}
            required
            error={fieldError(send.error, '/maturityOn')}
          />
        )}
        {asks('reason', kind) && (
          <TextArea
            label={t('book.reason')}
            value={draft.reason}
            onChange={set('reason')}
            required
            error={fieldError(send.error, '/reason')}
          />
        )}
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}
