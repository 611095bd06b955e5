import { useState } from 'react'
import { ApiProblem } from '../api/client.ts'
import { useSend } from '../api/query.ts'
import { Button } from '../button.tsx'
import { ProblemNote } from '../dialog.tsx'
import { instant } from '../format.ts'
import { Light, type LightState } from '../light.tsx'
import { useUi } from '../messages/index.ts'
import { type CaseReply, casePath } from './case-data.ts'
import { storeFile } from './store-file.ts'

type Material = CaseReply['materials'][number]

const lights: Readonly<Record<Material['verdict'], LightState>> = {
  pending: 'no_data',
  accepted: 'met',
  returned: 'at_risk',
}

/** 材料: what is wanted, what has come, and what was found about it. */
export const CaseMaterials = ({ reply }: { reply: CaseReply }) => {
  const t = useUi()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const add = useSend<{ kind: string; fileId: string }>({
    path: `${casePath(reply.id)}/materials`,
    stale: ['/api/platform/cases'],
  })
  const judge = useSend<{ id: string; verdict: 'accepted' | 'returned' }>({
    path: ({ id }) => `${casePath(reply.id)}/materials/${encodeURIComponent(id)}/verdict`,
    body: ({ verdict }) => ({ verdict }),
    stale: ['/api/platform/cases'],
  })
  const upload = async (kind: string, file: File): Promise<void> => {
    setBusy(kind)
    setProblem(null)
    try {
      await add.mutateAsync({ kind, fileId: await storeFile(file) })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(null)
    }
  }
  if (reply.wanted.length === 0 && reply.materials.length === 0) return null
  const waiting = reply.wanted.filter((one) => one.required && !one.received).length
  const open = reply.closedAt === null
  const mayJudge = open && reply.actions.some((action) => action.mine)
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('case.materials')}</h2>
        <span className="hint">
          {waiting > 0 ? t('case.materials.missing', { count: waiting }) : t('case.materials.all')}
        </span>
      </div>
      <table className="plain-table plain-table-prose case-materials">
        <tbody>
          {reply.wanted.map((one) => {
            const received = reply.materials.filter((material) => material.kind === one.kind)
            return (
              <tr key={one.kind}>
                <td>
                  {one.title}
                  {!one.required && <span className="hint"> {t('case.materials.optional')}</span>}
                </td>
                <td>
                  {received.length === 0 ? (
                    <Light state={one.required ? 'at_risk' : 'no_data'} word={t('case.materials.none')} />
                  ) : (
                    received.map((material) => (
                      <p key={material.id} className="case-material">
                        <Light state={lights[material.verdict]} word={t(`case.verdict.${material.verdict}`)} />
                        <a href={`/api/platform/files/${material.fileId}`}>{t('action.view')}</a>
                        <span className="hint">{instant(material.addedAt).slice(5)}</span>
                        {material.reason !== null && <span className="hint">{material.reason}</span>}
                        {mayJudge && material.verdict === 'pending' && (
                          <>
                            <Button kind="text" onClick={() => judge.mutate({ id: material.id, verdict: 'accepted' })}>
                              {t('case.material.accept')}
                            </Button>
                            <Button kind="text" onClick={() => judge.mutate({ id: material.id, verdict: 'returned' })}>
                              {t('case.material.return')}
                            </Button>
                          </>
                        )}
                      </p>
                    ))
                  )}
                </td>
                <td className="num">
                  {open && (
                    <label className="button button-text">
                      {t(busy === one.kind ? 'state.loading' : 'case.material.add')}
                      <input
                        className="visually-hidden"
                        type="file"
                        onChange={(event) => {
                          const file = event.target.files?.[0]
                          if (file) void upload(one.kind, file)
                        }}
                      />
                    </label>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <ProblemNote problem={problem ?? judge.error} />
    </section>
  )
}
