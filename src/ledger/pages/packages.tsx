import { useState } from 'react'
import { ApiProblem, send } from '../../platform/ui/api/client.ts'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, TextField } from '../../platform/ui/field.tsx'
import { instant } from '../../platform/ui/format.ts'
import { useUi } from '../../platform/ui/messages/index.ts'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { useSession } from '../../platform/ui/session.ts'
import type { PackagePreview, PackageRow, SignedPackage } from '../api/packages/schema.ts'
import { useLedger } from '../messages/index.ts'
import { usePackages } from './data.ts'
import { reformNumbers } from './reform-numbers.ts'

type Preview = ReturnType<typeof PackagePreview.parse>

const AdaptDialog = ({ row, onClose }: { row: PackageRow; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const today = useSession().data?.today ?? ''
  const [no, setNo] = useState(String(row.reformNo ?? 11))
  const [year, setYear] = useState(today.slice(0, 4))
  const [lead, setLead] = useState('')
  const adapt = useSend({
    method: 'PUT',
    path: `/api/ledger/packages/${encodeURIComponent(row.id)}/adaptation`,
    body: () => ({ reformNo: Number(no), year: Number(year), lead }),
    version: () => row.version,
    stale: ['/api/ledger/'],
  })
  return (
    <Dialog
      title={t('packages.adapt')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="adapt" busy={adapt.isPending}>
            {t('packages.adapt')}
          </Button>
        </>
      }
    >
      <form
        id="adapt"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          adapt.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <TextField label={t('packages.no')} type="number" value={no} onChange={setNo} required />
        <TextField label={t('import.year')} type="number" value={year} onChange={setYear} required />
        <TextField label={t('column.leads')} value={lead} onChange={setLead} required />
        <ProblemNote problem={adapt.error} />
      </form>
    </Dialog>
  )
}

/** What the package brings and what stands in its way, before anything is stored. */
const TakeDialog = ({ signed, preview, onClose }: { signed: SignedPackage; preview: Preview; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const take = useSend({ path: '/api/ledger/packages', body: () => signed, stale: ['/api/ledger/packages'] })
  return (
    <Dialog
      title={t('packages.import')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" busy={take.isPending} onClick={() => take.mutate(undefined, { onSuccess: onClose })}>
            {t('packages.import')}
          </Button>
        </>
      }
    >
      <p>
        <b>{preview.name}</b>　{t('packages.from', { county: preview.fromCounty })}　
        {t('packages.targets', { count: preview.targets })}
      </p>
      {preview.remarks.length > 0 && (
        <ul className="package-remarks">
          {preview.remarks.map((remark) => (
            <li key={`${remark.kind} ${remark.subject}`}>{remark.message}</li>
          ))}
        </ul>
      )}
      <p className="hint package-key">{t('packages.signedBy', { key: preview.publicKey })}</p>
      <ProblemNote problem={take.error} />
    </Dialog>
  )
}

/** 改革包: one reform as a signed file that another county imports, adapts and runs. */
const Packages = () => {
  const t = useLedger()
  const [reform, setReform] = useState('1')
  const [adapting, setAdapting] = useState<PackageRow | null>(null)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const [found, setFound] = useState<{ signed: SignedPackage; preview: Preview } | null>(null)
  const packages = usePackages()
  const take = async (file: File): Promise<void> => {
    setRefused(null)
    try {
      // The server checks the form and the signature; here it is only read as JSON.
      const signed = JSON.parse(await file.text()) as SignedPackage
      const preview = await send<Preview>('/api/ledger/packages/preview', { method: 'POST', body: signed })
      setFound({ signed, preview })
    } catch (error) {
      if (error instanceof ApiProblem) setRefused(error)
      else if (error instanceof SyntaxError)
        setRefused(new ApiProblem({ status: 400, code: 'malformed', title: t('packages.notJson') }))
      else throw error
    }
  }
  const run = useSend<PackageRow>({
    path: (row) => `/api/ledger/packages/${encodeURIComponent(row.id)}/apply`,
    body: () => undefined,
    version: (row) => row.version,
    stale: ['/api/ledger/'],
  })
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('packages.title') }]}
        title={t('packages.title')}
        beside={<span className="muted">{t('packages.lead')}</span>}
        ruled
      />
      <div className="package-doors">
        <Choice label={t('packages.choose')} value={reform} options={reformNumbers(t)} onChange={setReform} />
        <a className="button" href={`/api/ledger/packages/export?reform=${reform}`} download>
          {t('packages.export', { no: reform })}
        </a>
        <label className="button">
          {t('packages.import')}
          <input
            className="visually-hidden"
            type="file"
            accept="application/json,.json"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) void take(file)
            }}
          />
        </label>
      </div>
      <ProblemNote problem={refused ?? run.error} />
      <Await query={packages} lines={5}>
        {(reply) => (
          <>
            {reply.rows.length === 0 ? (
              <Empty title={t('packages.empty')} />
            ) : (
              <table className="plain-table">
                <tbody>
                  {reply.rows.map((row) => (
                    <tr key={row.id}>
                      <td>{row.name}</td>
                      <td className="muted">{t('packages.from', { county: row.fromCounty })}</td>
                      <td>{t(`packages.state.${row.state}`)}</td>
                      <td className="muted">
                        {t('packages.connected', {
                          connected: row.indicators.filter((one) => one.connected).length,
                          total: row.indicators.length,
                        })}
                      </td>
                      <td className="hint nowrap">{instant(row.importedAt)}</td>
                      <td>
                        <span className="row-actions">
                          {row.state !== 'running' && (
                            <Button kind="text" onClick={() => setAdapting(row)}>
                              {t('packages.adapt')}
                            </Button>
                          )}
                          {row.state === 'adapted' && (
                            <Button kind="text" busy={run.isPending} onClick={() => run.mutate(row)}>
                              {t('packages.run')}
                            </Button>
                          )}
                        </span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <p className="hint package-key">{t('packages.key', { key: reply.publicKey })}</p>
          </>
        )}
      </Await>
      {found && <TakeDialog signed={found.signed} preview={found.preview} onClose={() => setFound(null)} />}
      {adapting && <AdaptDialog row={adapting} onClose={() => setAdapting(null)} />}
    </>
  )
}

export default Packages
