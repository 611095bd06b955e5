import { useState } from 'react'
import { type StoredPhoto, PhotoField } from '../../platform/ui/photo-field.tsx'
import { Choice, TextArea, TextField, Tick } from '../../platform/ui/field.tsx'
import { send } from '../../platform/ui/api/client.ts'
import { useLand } from '../messages/index.ts'
import { ActDialog } from './act-dialog.tsx'
import type { Task } from './data.ts'

const pathOf = (task: Task, name: string): string => `/api/land/tasks/${task.id}/${name}`
const number = (text: string): number | null => (text.trim() === '' ? null : Number(text))

export const ProgressDialog = ({ task, onClose }: { task: Task; onClose: () => void }) => {
  const t = useLand()
  const [percent, setPercent] = useState(String(Math.round(task.progress * 100)))
  const [invested, setInvested] = useState('')
  const [text, setText] = useState('')
  return (
    <ActDialog
      title={t('task.act.progress')}
      path={pathOf(task, 'progress')}
      body={() => ({ share: Number(percent) / 100, investedFen: Math.round(Number(invested) * 1_000_000), text })}
      onClose={onClose}
    >
      <TextField label={t('progress.percent')} type="number" value={percent} onChange={setPercent} required />
      <TextField label={t('progress.investedWan')} type="number" value={invested} onChange={setInvested} required />
      <TextArea label={t('progress.text')} value={text} onChange={setText} required />
    </ActDialog>
  )
}

/** Photos on the spot: the camera of a phone opens; each is judged by its own place and time. */
export const PhotoDialog = ({ task, onClose }: { task: Task; onClose: () => void }) => {
  const t = useLand()
  const [purpose, setPurpose] = useState<'before' | 'progress' | 'after' | ''>('progress')
  const [photos, setPhotos] = useState<readonly StoredPhoto[]>([])
  return (
    <ActDialog
      title={t('task.act.photos')}
      path={pathOf(task, 'photos')}
      body={async () => {
        for (const photo of photos.slice(0, -1)) {
          await send(pathOf(task, 'photos'), { method: 'POST', body: { fileId: photo.fileId, purpose } })
        }
        return { fileId: photos.at(-1)?.fileId ?? '', purpose }
      }}
      onClose={onClose}
    >
      <Choice
        label={t('photos.purpose')}
        value={purpose}
        options={(['before', 'progress', 'after'] as const).map((value) => ({ value, title: t(`photos.${value}`) }))}
        onChange={setPurpose}
      />
      <PhotoField label={t('task.photos')} photos={photos} onChange={setPhotos} most={6} />
      <p className="hint">{t('photos.rule')}</p>
    </ActDialog>
  )
}

export const InspectionDialog = ({ task, onClose }: { task: Task; onClose: () => void }) => {
  const t = useLand()
  const [far, setFar] = useState('')
  const [tax, setTax] = useState('')
  const [record, setRecord] = useState('')
  const [opinion, setOpinion] = useState(false)
  const [commitment, setCommitment] = useState(false)
  const targets = task.agreement?.targets
  return (
    <ActDialog
      title={t('task.act.inspect')}
      path={pathOf(task, 'inspection')}
      body={() => ({
        record,
        measured: { far: number(far), taxPerMu: number(tax) },
        jointOpinion: opinion,
        commitment,
      })}
      onClose={onClose}
    >
      {targets?.far != null && (
        <TextField
          label={t('inspection.far')}
          hint={t('inspection.target', { value: targets.far })}
          type="number"
          value={far}
          onChange={setFar}
          required
        />
      )}
      {targets?.taxPerMu != null && (
        <TextField
          label={t('inspection.tax')}
          hint={t('inspection.target', { value: targets.taxPerMu })}
          type="number"
          value={tax}
          onChange={setTax}
        />
      )}
      <TextArea label={t('inspection.record')} value={record} onChange={setRecord} required />
      <Tick checked={opinion} onChange={setOpinion}>
        {t('inspection.opinion')}
      </Tick>
      <Tick checked={commitment} onChange={setCommitment}>
        {t('inspection.commitment')}
      </Tick>
    </ActDialog>
  )
}

export const ReviewDialog = ({ task, onClose }: { task: Task; onClose: () => void }) => {
  const t = useLand()
  const [far, setFar] = useState('')
  const [tax, setTax] = useState('')
  const [record, setRecord] = useState('')
  return (
    <ActDialog
      title={t('task.act.review')}
      path={pathOf(task, 'review')}
      body={() => ({ record, measured: { far: number(far), taxPerMu: number(tax) } })}
      onClose={onClose}
    >
      {task.agreement?.targets.far != null && (
        <TextField label={t('inspection.far')} type="number" value={far} onChange={setFar} required />
      )}
      <TextField label={t('inspection.tax')} type="number" value={tax} onChange={setTax} required />
      <TextArea label={t('inspection.record')} value={record} onChange={setRecord} required />
    </ActDialog>
  )
}
