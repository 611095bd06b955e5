import { useState } from 'react'
import { ApiProblem } from '../../../platform/ui/api/client.ts'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { storeFile } from '../../../platform/ui/cases/store-file.ts'
import { Dialog, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { FileField, TextArea, TextField } from '../../../platform/ui/field.tsx'
import { figureText, formatFigure } from '../../../platform/ui/format.ts'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { usePermission, useSession } from '../../../platform/ui/session.ts'
import type { ProjectReply } from '../../api/projects/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { Variance } from './variance.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

type Node = ProjectReply['nodes'][number]
type Verb = 'report' | 'photos' | 'accept' | 'return'

const lights: Readonly<Record<Node['state'], LightState>> = {
  planned: 'no_data',
  reported: 'on_track',
  evidenced: 'on_track',
  accepted: 'met',
  returned: 'at_risk',
}

const NodeDialog = ({
  project,
  node,
  verb,
  onClose,
}: {
  project: ProjectReply
  node: Node
  verb: Verb
  onClose: () => void
}) => {
  const t = useLedger()
  const ui = useUi()
  const today = useSession().data?.today ?? project.asOf
  const [day, setDay] = useState(today)
  const [percent, setPercent] = useState(String(Math.round(node.reportedProgress * 100)))
  const [words, setWords] = useState('')
  const [document, setDocument] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const send = useSend<unknown>({
    path: `/api/ledger/projects/${encodeURIComponent(project.id)}/nodes/${encodeURIComponent(node.id)}/${verb}`,
    version: () => (verb === 'photos' ? undefined : project.version),
    stale: ['/api/ledger/'],
  })
  const run = async (): Promise<void> => {
    setRefused(null)
    try {
      const body =
        verb === 'report'
          ? { progress: Number(percent) / 100, reportedOn: day }
          : verb === 'accept'
            ? { acceptedOn: day, document, reason: words }
            : verb === 'return'
              ? { reason: words }
              : { fileId: file === null ? '' : await storeFile(file) }
      await send.mutateAsync(body)
      onClose()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setRefused(error)
    }
  }
  return (
    <Dialog
      title={`${t(`node.${verb}`)}　${node.name}`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="node" busy={send.isPending}>
            {t(`node.${verb}`)}
          </Button>
        </>
      }
    >
      <form
        id="node"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        {verb === 'report' && (
          <TextField label={t('node.progress')} type="number" value={percent} onChange={setPercent} required />
        )}
        {(verb === 'report' || verb === 'accept') && (
          <TextField label={t(`node.${verb}.on`)} type="date" value={day} onChange={setDay} required />
        )}
        {verb === 'accept' && <TextField label={t('node.document')} value={document} onChange={setDocument} required />}
        {(verb === 'accept' || verb === 'return') && (
          <TextArea label={t('column.reason')} value={words} onChange={setWords} required={verb === 'return'} />
        )}
        {verb === 'photos' && (
          <FileField
            label={t('node.photos')}
            hint={t('node.photos.hint')}
            accept="image/jpeg,image/png"
            file={file}
            onChange={setFile}
            required
          />
        )}
        <ProblemNote problem={refused} />
      </form>
    </Dialog>
  )
}

/** The nodes with what the reader may do about each. */
export const Nodes = ({ project }: { project: ProjectReply }) => {
  const t = useLedger()
  const mayReport = usePermission('ledger.project.report')
  const mayManage = usePermission('ledger.project.manage')
  const [act, setAct] = useState<{ node: Node; verb: Verb } | null>(null)
  const verbs = (node: Node): readonly Verb[] => [
    ...(mayReport && node.state !== 'accepted' ? (['report', 'photos'] as const) : []),
    ...(mayManage && (node.state === 'reported' || node.state === 'evidenced') ? (['accept', 'return'] as const) : []),
  ]
  return (
    <ScrollBox>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('projects.nodes')}</th>
            <th className="num">{t('projects.weight')}</th>
            <th>{t('projects.planned')}</th>
            <th>{t('projects.acceptedOn')}</th>
            <th>{t('column.state')}</th>
            <th>{t('column.variance')}</th>
            {(mayReport || mayManage) && <th>{t('column.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {project.nodes.map((node) => (
            <tr key={node.id}>
              <td>
                {node.name}
                {node.level !== null && <span className="hint"> {t('node.level', { level: node.level })}</span>}
                {node.reason !== null && <span className="hint project-owner">{node.reason}</span>}
              </td>
              <td className="num">{figureText(formatFigure(node.weight, 'fraction', { trim: true }))}</td>
              <td className="nowrap muted">
                {node.plannedFrom} – {node.plannedOn}
              </td>
              <td className="nowrap">{node.acceptedOn ?? '–'}</td>
              <td className="nowrap">
                <Light state={lights[node.state]} word={t(`node.state.${node.state}`)} />
              </td>
              <td className="nowrap">
                {node.varianceDays === null ? (
                  '–'
                ) : (
                  <Variance days={node.varianceDays} done={node.acceptedOn !== null} />
                )}
              </td>
              {(mayReport || mayManage) && (
                <td>
                  <span className="row-actions">
                    {verbs(node).map((verb) => (
                      <Button key={verb} kind="text" onClick={() => setAct({ node, verb })}>
                        {t(`node.${verb}`)}
                      </Button>
                    ))}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {act && <NodeDialog project={project} node={act.node} verb={act.verb} onClose={() => setAct(null)} />}
    </ScrollBox>
  )
}
