import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { Button, Segmented } from '../../platform/ui/button.tsx'
import { Light, type LightState } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { FilterChip } from '../../platform/ui/list/list-controls.tsx'
import '../../platform/ui/list/list.css'
import { useUi } from '../../platform/ui/messages/index.ts'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../platform/ui/session.ts'
import type { BindingRow } from '../api/bindings/schema.ts'
import { useLedger } from '../messages/index.ts'
import { BindDialog } from './bind-dialog.tsx'
import { useBindings, useIndicators } from './data.ts'
import { reformNumbers } from './reform-numbers.ts'
import { goalWords } from './target-words.ts'

const stateOf = (row: BindingRow): LightState =>
  row.kind === 'deliverable'
    ? 'on_track'
    : row.indicatorId === null
      ? 'at_risk'
      : row.connected
        ? 'on_track'
        : 'no_data'

/** What proves the phrase: the figure by its title, or the papers wanted. A figure not connected has only its name. */
const Proof = ({ row, titles }: { row: BindingRow; titles: ReadonlyMap<string, string> }) => {
  const t = useLedger()
  if (row.kind === 'deliverable') return row.requiredKinds.map((kind) => t(`evidence.kind.${kind}`)).join('、')
  if (row.indicatorId === null) return '–'
  const title = titles.get(row.indicatorId)
  return title === undefined ? <code className="hint">{row.indicatorId}</code> : title
}

const Row = ({
  row,
  titles,
  onEdit,
}: {
  row: BindingRow
  titles: ReadonlyMap<string, string>
  onEdit: (() => void) | null
}) => {
  const t = useLedger()
  const word =
    row.kind === 'deliverable'
      ? t('bindings.deliverable')
      : row.indicatorId === null
        ? t('import.unbound')
        : row.connected
          ? t(`bindings.by.${row.boundBy}`)
          : t('import.notConnected')
  return (
    <tr>
      <td className="nowrap">
        {row.reformNo}–{row.no}
      </td>
      <td>
        <Go to={`/ledger/targets/${row.targetId}`}>{row.text}</Go>
      </td>
      <td className="nowrap">{goalWords({ ...row, word: null }, t)}</td>
      <td className="muted nowrap">{row.due}</td>
      <td className="muted">
        <Proof row={row} titles={titles} />
      </td>
      <td className="nowrap">
        <Light state={stateOf(row)} word={word} />
      </td>
      {onEdit && (
        <td className="num">
          <Button kind="text" label={`${t('bindings.edit')} ${row.text}`} onClick={onEdit}>
            {t('bindings.edit')}
          </Button>
        </td>
      )}
    </tr>
  )
}

/** 目标绑定: each phrase of the table beside the figure or the evidence that proves it. */
const Bindings = () => {
  const t = useLedger()
  const ui = useUi()
  const mayBind = usePermission('ledger.target.bind')
  const indicators = useIndicators()
  const titles = new Map((indicators.data?.rows ?? []).map(({ id, title }) => [id, title]))
  const [editing, setEditing] = useState<BindingRow | null>(null)
  const [search, setSearch] = useSearchParams()
  const set = (key: string, value: string | null): void =>
    setSearch(
      (present) => {
        const next = new URLSearchParams(present)
        if (value === null || value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const only = search.get('only') === 'open' ? 'open' : 'all'
  const words = search.get('q') ?? ''
  const fits = (row: BindingRow): boolean =>
    (only === 'all' || stateOf(row) !== 'on_track') &&
    (!search.has('reform') || String(row.reformNo) === search.get('reform')) &&
    (words === '' || row.text.includes(words) || (titles.get(row.indicatorId ?? '') ?? '').includes(words))
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
            onChange={(value) => set('only', value === 'all' ? null : value)}
          />
        }
        ruled
      />
      <div className="register-bar no-print">
        <input
          className="input register-search"
          type="search"
          data-list-search
          placeholder={ui('list.search')}
          aria-label={ui('list.search')}
          value={words}
          onChange={(event) => set('q', event.target.value)}
        />
        <FilterChip
          filter={{ key: 'reform', title: t('column.reform'), options: reformNumbers(t) }}
          value={search.get('reform')}
          onChange={(value) => set('reform', value)}
        />
      </div>
      <Await query={useBindings()} lines={14}>
        {(reply) => {
          const rows = reply.rows.filter(fits)
          if (rows.length === 0) return <Empty title={ui('list.none')}>{ui('list.none.text')}</Empty>
          return (
            <>
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
                      {mayBind && (
                        <th>
                          <span className="visually-hidden">{t('column.act')}</span>
                        </th>
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <Row
                        key={row.targetId}
                        row={row}
                        titles={titles}
                        onEdit={mayBind ? () => setEditing(row) : null}
                      />
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
              <p className="hint">{ui('list.total', { total: rows.length })}</p>
            </>
          )
        }}
      </Await>
      {editing && <BindDialog key={editing.targetId} row={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

export default Bindings
