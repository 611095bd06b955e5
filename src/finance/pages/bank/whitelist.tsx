import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { FileField } from '../../../platform/ui/field.tsx'
import { formatFen, formatNumber, instant } from '../../../platform/ui/format.ts'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import {
  type BatchHead,
  type BatchView,
  type EntryRow,
  entryStates,
  type OutboundRow,
} from '../../api/whitelist/schema.ts'
import { type BankWords, useBank } from '../../messages/bank/index.ts'
import { percent } from './data.ts'
import './bank.css'

export const whitelistPath = '/api/finance/whitelist'

const entryLights: Readonly<Record<EntryRow['state'], LightState>> = {
  waiting: 'no_data',
  active: 'met',
  suspended: 'at_risk',
  expired: 'no_data',
  withdrawn: 'no_data',
}

const batchLights: Readonly<Record<BatchHead['state'], LightState>> = {
  checked: 'at_risk',
  approved: 'met',
  rejected: 'no_data',
}

export const BatchState = ({ state }: { state: BatchHead['state'] }) => {
  const t = useBank()
  return <Light state={batchLights[state]} word={t(`whitelist.batch.${state}`)} />
}

const columnsOf = (t: BankWords): readonly ListColumn<EntryRow>[] => [
  { key: 'head', title: t('column.head'), cell: (row) => row.head || '–' },
  { key: 'village', title: t('column.village'), cell: (row) => row.village },
  { key: 'limit', title: t('whitelist.limit'), unit: '元', align: 'right', cell: (row) => formatFen(row.limitFen) },
  { key: 'rate', title: t('column.rate'), align: 'right', cell: (row) => percent(row.annualRate) },
  { key: 'product', title: t('whitelist.product'), cell: (row) => row.product },
  { key: 'from', title: t('whitelist.from'), cell: (row) => <span className="nowrap">{row.validFrom}</span> },
  { key: 'to', title: t('whitelist.to'), cell: (row) => <span className="nowrap">{row.validTo}</span> },
  { key: 'sent', title: t('whitelist.sent'), cell: (row) => <span className="nowrap">{row.sentOn ?? '–'}</span> },
  {
    key: 'state',
    title: t('column.state'),
    cell: (row) => <Light state={entryLights[row.state]} word={t(`whitelist.state.${row.state}`)} />,
  },
]

const UploadDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useBank()
  const go = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const send = useSend<FormData, BatchView>({ path: `${whitelistPath}/batches`, stale: [whitelistPath] })
  return (
    <Dialog
      title={t('whitelist.upload')}
      onClose={onClose}
      foot={
        <Button kind="primary" type="submit" form="whitelist-upload" busy={send.isPending} disabled={file === null}>
          {t('whitelist.check')}
        </Button>
      }
    >
      <form
        id="whitelist-upload"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (file === null) return
          const form = new FormData()
          form.append('file', file)
          send.mutate(form, { onSuccess: ({ id }) => void go(`/finance/bank/whitelist/${id}`) })
        }}
      >
        <FileField label={t('whitelist.file')} file={file} onChange={setFile} accept=".xlsx,.csv" />
        <p>
          <a href={`${whitelistPath}/template`}>{t('whitelist.template')}</a>
        </p>
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}

const Batches = () => {
  const t = useBank()
  return (
    <section className="bank-section">
      <h2>{t('whitelist.batches')}</h2>
      <Await query={useGet<{ rows: readonly BatchHead[] }>(`${whitelistPath}/batches`)} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('whitelist.noBatch')}</p>
          ) : (
            <ScrollBox>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('outbound.no')}</th>
                    <th className="num">{t('whitelist.rows')}</th>
                    <th className="num">{t('whitelist.errors')}</th>
                    <th>{t('whitelist.uploadedAt')}</th>
                    <th>{t('column.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Go to={`/finance/bank/whitelist/${row.id}`}>{row.batchNo || row.filename}</Go>
                      </td>
                      <td className="num">{formatNumber(row.rows, 0)}</td>
                      <td className="num">{formatNumber(row.errorCount, 0)}</td>
                      <td className="nowrap">{instant(row.uploadedAt)}</td>
                      <td>
                        <BatchState state={row.state} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )
        }
      </Await>
    </section>
  )
}

const Outbound = () => {
  const t = useBank()
  const mayDecide = usePermission('finance.credit.decide')
  const send = useSend({ path: `${whitelistPath}/outbound`, body: () => undefined, stale: [whitelistPath] })
  return (
    <section className="bank-section">
      <h2>
        {t('outbound.title')} <span className="hint">{t('outbound.lead')}</span>
      </h2>
      <Await query={useGet<{ rows: readonly OutboundRow[]; waiting: number }>(`${whitelistPath}/outbound`)} lines={3}>
        {({ rows, waiting }) => (
          <>
            <p className="bank-actions">
              <span className="muted">{t('outbound.waiting', { count: formatNumber(waiting, 0) })}</span>
              {mayDecide && waiting > 0 && (
                <Button busy={send.isPending} onClick={() => send.mutate(undefined)}>
                  {t('outbound.send')}
                </Button>
              )}
            </p>
            <ProblemNote problem={send.error} />
            {rows.length === 0 ? (
              <p className="muted">{t('outbound.none')}</p>
            ) : (
              <ScrollBox>
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th>{t('outbound.no')}</th>
                      <th className="num">{t('whitelist.rows')}</th>
                      <th className="num">{t('outbound.accepted')}</th>
                      <th className="num">{t('outbound.refused')}</th>
                      <th>{t('outbound.sentAt')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id}>
                        <td>
                          <a href={`${whitelistPath}/outbound/${row.id}/document`} title={row.digest}>
                            {row.no}
                          </a>
                        </td>
                        <td className="num">{formatNumber(row.rows, 0)}</td>
                        <td className="num">{formatNumber(row.accepted, 0)}</td>
                        <td className="num">{formatNumber(row.refused, 0)}</td>
                        <td className="nowrap">{instant(row.sentAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )}
          </>
        )}
      </Await>
    </section>
  )
}

/** 预授信白名单: in by sheets that two people answer for, out to the matching platform. */
const Whitelist = () => {
  const t = useBank()
  const mayDecide = usePermission('finance.credit.decide')
  const [uploading, setUploading] = useState(false)
  return (
    <>
      <PageHead
        crumbs={[{ title: t('bank.title'), to: '/finance/bank' }, { title: t('whitelist.title') }]}
        title={t('whitelist.title')}
        beside={<span className="muted">{t('whitelist.lead')}</span>}
        actions={
          mayDecide && (
            <Button kind="primary" onClick={() => setUploading(true)}>
              {t('whitelist.upload')}
            </Button>
          )
        }
        ruled
      />
      <div className="bank-two">
        <Batches />
        <Outbound />
      </div>
      <RegisterList
        name="finance.whitelist"
        path={whitelistPath}
        columns={columnsOf(t)}
        searchable={false}
        filters={[
          {
            key: 'state',
            title: t('column.state'),
            options: entryStates.map((state) => ({ value: state, title: t(`whitelist.state.${state}`) })),
          },
        ]}
        exportPath={`${whitelistPath}/export`}
        rowKey={(row) => row.id}
        href={(row) => `/finance/bank/customers/${row.householdId}`}
        empty={<Empty title={t('whitelist.empty')}>{t('whitelist.empty.text')}</Empty>}
      />
      {uploading && <UploadDialog onClose={() => setUploading(false)} />}
    </>
  )
}

export default Whitelist
