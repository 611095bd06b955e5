import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiProblem, send } from '../../../platform/ui/api/client.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextField } from '../../../platform/ui/field.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import type { ImportReply } from '../../api/imports/schema.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { useLedger } from '../../messages/index.ts'
import { useImports } from '../data.ts'
import { ImportSteps } from './steps.tsx'
import './imports.css'

const Upload = () => {
  const t = useLedger()
  const ui = useUi()
  const go = useNavigate()
  const client = useQueryClient()
  const today = useSession().data?.today ?? ''
  const [year, setYear] = useState(today.slice(0, 4))
  const [file, setFile] = useState<File | null>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const upload = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!file) return
    setBusy(true)
    setProblem(null)
    try {
      const form = new FormData()
      form.append('year', year)
      form.append('file', file)
      const reply = await send<ImportReply>('/api/ledger/imports', { method: 'POST', body: form })
      await client.invalidateQueries({ queryKey: ['/api/ledger/imports'] })
      await go(`/ledger/imports/${reply.id}`)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="import-upload" onSubmit={(event) => void upload(event)}>
      <TextField label={t('import.year')} type="number" value={year} onChange={setYear} required />
      {/* Dropping is one way more; the input inside takes keyboard and pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <label
        className="import-drop"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          setFile(event.dataTransfer.files[0] ?? null)
        }}
      >
        <input
          type="file"
          className="visually-hidden"
          accept=".docx,.xlsx,.txt"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        {file === null ? (
          <span>
            {ui('import.drop')} <b>{ui('import.choose')}</b>
          </span>
        ) : (
          <b>{file.name}</b>
        )}
        <span className="hint">{t('import.formats')}</span>
      </label>
      <ProblemNote problem={problem} />
      <p>
        <Button kind="primary" type="submit" busy={busy} disabled={file === null || !/^20\d\d$/.test(year)}>
          {t('import.upload')}
        </Button>
      </p>
    </form>
  )
}

/** 导入附表, first step: upload; below, what was imported before. */
const Imports = () => {
  const t = useLedger()
  const imports = useImports()
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('import.title') }]}
        title={t('import.title')}
        beside={<span className="muted">{t('import.lead')}</span>}
        ruled
      />
      <ImportSteps at="upload" />
      <div className="import-start">
        <Upload />
        <section>
          <header className="section-head">
            <h2>{t('import.history')}</h2>
          </header>
          <Await query={imports} lines={4}>
            {(reply) =>
              reply.rows.length === 0 ? (
                <p className="hint">{t('import.none')}</p>
              ) : (
                <ScrollBox label={t('import.history')}>
                  <table className="plain-table">
                    <tbody>
                      {reply.rows.map((row) => (
                        <tr key={row.id}>
                          <td>
                            <Go to={`/ledger/imports/${row.id}`}>{row.filename}</Go>
                          </td>
                          <td className="num">{row.year}</td>
                          <td>{t(`import.state.${row.state}`)}</td>
                          <td className="hint nowrap">{instant(row.uploadedAt)}</td>
                          <td className="hint">{row.uploadedBy}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </ScrollBox>
              )
            }
          </Await>
        </section>
      </div>
    </>
  )
}

export default Imports
