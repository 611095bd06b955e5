import { useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await } from '../../platform/ui/await.tsx'
import { Button, Segmented } from '../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, Field, TextField, Tick } from '../../platform/ui/field.tsx'
import { Light, type LightState } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import { PageHead } from '../../platform/ui/page-head.tsx'
import type { BindingRow } from '../api/bindings/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useBindings, useIndicators } from './data.ts'
import { goalWords } from './target-words.ts'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'

const stateOf = (row: BindingRow): LightState =>
  row.kind === 'deliverable'
    ? 'on_track'
    : row.indicatorId === null
      ? 'at_risk'
      : row.connected
        ? 'on_track'
        : 'no_data'

const evidenceKinds = ['document', 'photo', 'minutes', 'contract', 'approval', 'training_list'] as const
const comparators = ['≥', '≤', '=', 'rises', 'falls', 'covers'] as const

const BindDialog = ({ row, onClose }: { row: BindingRow; onClose: () => void }) => {
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

/** 目标绑定: each phrase of the table beside the figure or the evidence that proves it. */
const Bindings = () => {
  const t = useLedger()
  const ui = useUi()
  const [editing, setEditing] = useState<BindingRow | null>(null)
  const [only, setOnly] = useState<'all' | 'open'>('all')
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('bindings.title') }]}
        title={t('bindings.title')}
        beside={<span className="muted">{t('bindings.lead')}</span>}
        actions={
          <Segmented
            label={t('import.binding')}
            value={only}
            options={[
              { value: 'all', title: ui('action.all') },
              { value: 'open', title: t('bindings.open') },
            ]}
            onChange={setOnly}
          />
        }
        ruled
      />
      <Await query={useBindings()} lines={14}>
        {(reply) => (
          <ScrollBox>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('column.reform')}</th>
                  <th>{t('target.text')}</th>
                  <th>{t('column.target')}</th>
                  <th>{t('column.due')}</th>
                  <th>{t('column.indicator')}</th>
                  <th>{t('import.binding')}</th>
                  <th>
                    <span className="visually-hidden">{t('column.act')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {reply.rows
                  .filter((row) => only === 'all' || stateOf(row) !== 'on_track')
                  .map((row) => (
                    <tr key={row.targetId}>
                      <td className="nowrap">
                        {row.reformNo}–{row.no}
                      </td>
                      <td>
                        <Go to={`/ledger/targets/${row.targetId}`}>{row.text}</Go>
                      </td>
                      <td className="nowrap">{goalWords({ ...row, word: null }, t)}</td>
                      <td className="muted nowrap">{row.due}</td>
                      <td className="muted">
                        {row.kind === 'deliverable'
                          ? row.requiredKinds.map((kind) => t(`evidence.kind.${kind}`)).join('、')
                          : row.indicatorId}
                      </td>
                      <td className="nowrap">
                        <Light
                          state={stateOf(row)}
                          word={
                            row.kind === 'deliverable'
                              ? t('bindings.deliverable')
                              : row.indicatorId === null
                                ? t('import.unbound')
                                : row.connected
                                  ? t(`bindings.by.${row.boundBy}`)
                                  : t('import.notConnected')
                          }
                        />
                      </td>
                      <td className="num">
                        <Button kind="text" onClick={() => setEditing(row)}>
                          {t('bindings.edit')}
                        </Button>
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </Await>
      {editing && <BindDialog key={editing.targetId} row={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

export default Bindings
