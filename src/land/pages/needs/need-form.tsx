import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextField, Tick } from '../../../platform/ui/field.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import type { NeedReply } from '../../api/needs/schema.ts'
import { defaultCriteria, defaultJudgements } from '../../model/site-criteria.ts'
import { useLandMap } from '../../messages/map/index.ts'
import '../decisions.css'

const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text))

const numeric = [
  'areaMuMin',
  'areaMuMax',
  'minWidthM',
  'maxSlopePercent',
  'powerMva',
  'maxHighwayKm',
  'budgetWan',
] as const
const labels = {
  areaMuMin: 'needs.areaMin',
  areaMuMax: 'needs.areaMax',
  minWidthM: 'needs.minWidth',
  maxSlopePercent: 'needs.maxSlope',
  powerMva: 'needs.power',
  maxHighwayKm: 'needs.highway',
  budgetWan: 'needs.budget',
} as const

/** A project's need; saving it searches at once and opens the result. */
export const NeedForm = ({ onClose }: { onClose: () => void }) => {
  const t = useLandMap()
  const ui = useUi()
  const go = useNavigate()
  const [title, setTitle] = useState('')
  const [industry, setIndustry] = useState('')
  const [availableBy, setAvailableBy] = useState('')
  const [assembly, setAssembly] = useState(true)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({ areaMuMin: '', areaMuMax: '' })
  const send = useSend<undefined, NeedReply>({
    path: '/api/land/needs',
    body: () => ({
      title,
      terms: {
        industry: industry.trim() === '' ? null : industry.trim(),
        areaMuMin: Number(values['areaMuMin']),
        areaMuMax: Number(values['areaMuMax']),
        minWidthM: numberOrNull(values['minWidthM'] ?? ''),
        maxSlopePercent: numberOrNull(values['maxSlopePercent'] ?? ''),
        powerMva: numberOrNull(values['powerMva'] ?? ''),
        maxHighwayKm: numberOrNull(values['maxHighwayKm'] ?? ''),
        availableBy: availableBy === '' ? null : availableBy,
        budgetFen: (values['budgetWan'] ?? '') === '' ? null : Math.round(Number(values['budgetWan']) * 1_000_000),
        allowAssembly: assembly,
        criteria: defaultCriteria,
        matrix: defaultJudgements,
      },
    }),
    stale: ['/api/land/needs'],
  })
  return (
    <Dialog
      title={t('needs.new')}
      wide
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="need-form" busy={send.isPending}>
            {t('needs.submit')}
          </Button>
        </>
      }
    >
      <form
        id="need-form"
        className="decision-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: ({ id }) => void go(`/land/needs/${id}`) })
        }}
      >
        <div className="wide">
          <TextField label={t('needs.name')} value={title} onChange={setTitle} required maxLength={100} />
        </div>
        {numeric.map((key) => (
          <TextField
            key={key}
            label={t(labels[key])}
            type="number"
            inputMode="decimal"
            required={key === 'areaMuMin' || key === 'areaMuMax'}
            value={values[key] ?? ''}
            onChange={(value) => setValues({ ...values, [key]: value })}
          />
        ))}
        <TextField label={t('needs.availableBy')} type="date" value={availableBy} onChange={setAvailableBy} />
        <TextField
          label={t('needs.industry')}
          inputMode="numeric"
          pattern="\d{2}"
          maxLength={2}
          value={industry}
          onChange={setIndustry}
        />
        <div className="wide">
          <Tick checked={assembly} onChange={setAssembly}>
            {t('needs.assembly')}
          </Tick>
        </div>
      </form>
      <ProblemNote problem={send.error} />
    </Dialog>
  )
}
