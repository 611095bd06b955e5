import { useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button, Segmented } from '../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, Field, TextField, Tick } from '../../platform/ui/field.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import type { BindingRow } from '../api/bindings/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useIndicators } from './data.ts'

const evidenceKinds = ['document', 'photo', 'minutes', 'contract', 'approval', 'training_list'] as const
const comparators = ['≥', '≤', '=', 'rises', 'falls', 'covers'] as const

/** How one phrase is proved: by which figure and threshold, or by which evidence, with the reason. */
export const BindDialog = ({ row, onClose }: { row: BindingRow; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const indicators = useIndicators()
  const [kind, setKind] = useState<BindingRow['kind']>(row.kind)
  const [indicatorId, setIndicator] = useState(row.indicatorId ?? '')
  const [comparator, setComparator] = useState<BindingRow['comparator'] | ''>(row.comparator)
  const [threshold, setThreshold] = useState(row.threshold === null ? '' : String(row.threshold))
  const [baseline, setBaseline] = useState(row.baseline === null ? '' : String(row.baseline))
  const [kinds, setKinds] = useState<readonly BindingRow['requiredKinds'][number][]>(row.requiredKinds)
  const [counted, setCounted] = useState(row.counted)
  const [reason, setReason] = useState(row.reason ?? '')
  const save = useSend({
    method: 'PUT',
    path: `/api/ledger/bindings/${encodeURIComponent(row.targetId)}`,
    body: () => ({
      kind,
      indicatorId: kind === 'figure' && indicatorId !== '' ? indicatorId : null,
      // A scope belongs to its figure: another figure is taken for the county.
      scope: kind === row.kind && indicatorId === row.indicatorId ? row.scope : null,
      comparator,
      threshold: threshold === '' ? null : Number(threshold),
      baseline: baseline === '' ? null : Number(baseline),
      benchmark: row.benchmark,
      requiredKinds: kind === 'deliverable' ? kinds : [],
      counted,
      reason,
    }),
    version: () => row.version,
    stale: ['/api/ledger/'],
  })
  const unit = indicators.data?.rows.find((one) => one.id === indicatorId)?.unit ?? row.unit
  return (
    <Dialog
      title={t('bindings.edit')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>
            {ui('action.save')}
          </Button>
        </>
      }
    >
      <p className="song">{row.text}</p>
      <Segmented
        label={t('bindings.kind')}
        value={kind}
        options={[
          { value: 'figure', title: t('bindings.figure') },
          { value: 'deliverable', title: t('bindings.deliverable') },
        ]}
        onChange={setKind}
      />
      {kind === 'figure' ? (
        <>
          <Choice
            label={t('column.indicator')}
            value={indicatorId}
            options={(indicators.data?.rows ?? []).map((one) => ({ value: one.id, title: `${one.title}　${one.id}` }))}
            empty={t('import.unbound')}
            onChange={setIndicator}
            error={fieldError(save.error, '/indicatorId')}
          />
          <Choice
            label={t('bindings.comparator')}
            value={comparator}
            options={comparators.map((one) => ({ value: one, title: t.maybe(`comparator.${one}`, one) }))}
            onChange={setComparator}
            required
          />
          <TextField
            label={t('bindings.threshold')}
            type="number"
            value={threshold}
            onChange={setThreshold}
            hint={t('bindings.unit', { unit })}
            error={fieldError(save.error, '/threshold')}
          />
          <TextField label={t('bindings.baseline')} type="number" value={baseline} onChange={setBaseline} />
        </>
      ) : (
        <Field label={t('bindings.requiredKinds')}>
          {() => (
            <div className="dialog-form">
              {evidenceKinds.map((one) => (
                <Tick
                  key={one}
                  checked={kinds.includes(one)}
                  onChange={(on) => setKinds(on ? [...kinds, one] : kinds.filter((other) => other !== one))}
                >
                  {t(`evidence.kind.${one}`)}
                </Tick>
              ))}
            </div>
          )}
        </Field>
      )}
      <Tick checked={counted} onChange={setCounted}>
        {t('bindings.counted')}
      </Tick>
      <TextField
        label={t('column.reason')}
        value={reason}
        onChange={setReason}
        required
        error={fieldError(save.error, '/reason')}
      />
      <ProblemNote problem={save.error} />
    </Dialog>
  )
}
