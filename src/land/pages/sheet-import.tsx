import { useState } from 'react'
import type { z } from 'zod'
import type { SheetImportReply } from '../../platform/sheets/api/schema.ts'
import { ApiProblem, send } from '../../platform/ui/api/client.ts'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, FileField } from '../../platform/ui/field.tsx'
import { useLand } from '../messages/index.ts'

type Reply = z.infer<typeof SheetImportReply>
export const figureSheets = ['land.tax_years', 'land.output_years', 'land.energy_years', 'land.emission_years'] as const
type Sheet = (typeof figureSheets)[number]

/** A department's yearly delivery: upload, checked preview with its effect, confirm. */
export const SheetImport = () => {
  const t = useLand()
  const [sheet, setSheet] = useState<Sheet | ''>('land.tax_years')
  const [file, setFile] = useState<File | null>(null)
  const [reply, setReply] = useState<Reply | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const confirm = useSend<string, Reply>({
    path: (id) => `/api/platform/imports/${id}/confirm`,
    body: () => undefined,
    stale: ['/api/'],
  })
  const upload = async (): Promise<void> => {
    if (file === null || sheet === '') return
    setBusy(true)
    setProblem(null)
    try {
      const form = new FormData()
      form.append('file', file)
      setReply(await send<Reply>(`/api/platform/sheets/${sheet}/imports`, { method: 'POST', body: form }))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className="land-form-row">
        <Choice
          label={t('sheet.choose')}
          value={sheet}
          options={figureSheets.map((value) => ({ value, title: t(`sheet.${value}`) }))}
          onChange={(value) => {
            setSheet(value)
            setReply(null)
          }}
        />
        <FileField label={t('sheet.file')} file={file} onChange={setFile} accept=".xlsx,.csv" />
        <Button busy={busy} disabled={file === null} onClick={() => void upload()}>
          {t('sheet.upload')}
        </Button>
      </div>
      {reply !== null && (
        <p className="land-form-row">
          {reply.errors.length > 0 ? (
            <>
              <span>{t('sheet.errors', { count: reply.errors.length })}</span>
              <a className="button" href={`/api/platform/imports/${reply.id}/errors.xlsx`} download>
                {t('sheet.errorFile')}
              </a>
            </>
          ) : (
            <span>
              {t('sheet.effect', {
                added: reply.effect?.added ?? 0,
                changed: reply.effect?.changed ?? 0,
                unchanged: reply.effect?.unchanged ?? 0,
              })}
            </span>
          )}
          {reply.state === 'previewed' && reply.errors.length === 0 && (
            <Button
              kind="primary"
              busy={confirm.isPending}
              onClick={() => confirm.mutate(reply.id, { onSuccess: setReply })}
            >
              {t('sheet.confirm')}
            </Button>
          )}
          {reply.state === 'confirmed' && <b>{t('sheet.done')}</b>}
        </p>
      )}
      <ProblemNote problem={problem ?? confirm.error} />
    </>
  )
}
