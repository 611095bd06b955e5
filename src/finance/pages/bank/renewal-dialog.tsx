import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextArea, TextField, Tick } from '../../../platform/ui/field.tsx'
import type { MaturingRow, RenewalRow } from '../../api/renewals/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { type FamilyGrade, familyGrades } from '../../model/family-facts.ts'

const conditions = ['lawfulOperation', 'operating', 'goodCredit', 'noMisuse', 'meetsIssueConditions'] as const
type Condition = (typeof conditions)[number]

/** The check list of 金规〔2024〕13号: what a person must have looked at; class and arrears come from the records. */
export const RenewalDialog = ({
  row,
  renewal,
  onClose,
}: {
  row: MaturingRow
  renewal: RenewalRow
  onClose: () => void
}) => {
  const t = useBank()
  const [held, setHeld] = useState<readonly Condition[]>([])
  const [visitedOn, setVisitedOn] = useState('')
  const [months, setMonths] = useState(String(renewal.months))
  const [grade, setGrade] = useState<FamilyGrade | ''>('A')
  const [reason, setReason] = useState('')
  const path = `/api/finance/renewals/${renewal.id}`
  const approve = useSend({
    path: `${path}/approve`,
    body: () => ({
      grade,
      months: Number(months),
      visitedOn,
      ...Object.fromEntries(conditions.map((condition) => [condition, held.includes(condition)])),
    }),
    version: () => renewal.version,
    stale: ['/api/'],
  })
  const decline = useSend({
    path: `${path}/decline`,
    body: () => ({ reason: reason.trim() }),
    version: () => renewal.version,
    stale: ['/api/'],
  })
  return (
    <Dialog
      title={`${t('renewals.decide')}　${row.contractNo}`}
      onClose={onClose}
      foot={
        <>
          <Button
            kind="danger"
            busy={decline.isPending}
            disabled={reason.trim().length < 4}
            onClick={() => decline.mutate(undefined, { onSuccess: onClose })}
          >
            {t('renewals.decline')}
          </Button>
          <Button kind="primary" type="submit" form="renewal" busy={approve.isPending}>
            {t('renewals.approve')}
          </Button>
        </>
      }
    >
      <form
        id="renewal"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          approve.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <fieldset className="bank-ticks">
          <legend className="muted">{t('renewals.checks')}</legend>
          {conditions.map((condition) => (
            <Tick
              key={condition}
              checked={held.includes(condition)}
              onChange={(on) => setHeld(on ? [...held, condition] : held.filter((one) => one !== condition))}
            >
              {t(`renewals.check.${condition}`)}
            </Tick>
          ))}
        </fieldset>
        <TextField
          label={t('renewals.check.visitedOn')}
          type="date"
          value={visitedOn}
          onChange={setVisitedOn}
          required
          error={fieldError(approve.error, '/visitedOn')}
        />
        <TextField
          label={t('renewals.months')}
          value={months}
          onChange={setMonths}
          inputMode="numeric"
          required
          error={fieldError(approve.error, '/months')}
        />
        <Choice
          label={t('quote.grade')}
          value={grade}
          onChange={setGrade}
          options={familyGrades.map((value) => ({ value, title: value }))}
        />
        <TextArea label={t('renewals.reason')} value={reason} onChange={setReason} rows={2} />
        <ProblemNote problem={approve.error ?? decline.error} />
      </form>
    </Dialog>
  )
}
