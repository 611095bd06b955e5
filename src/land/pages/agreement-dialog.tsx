import { useState } from 'react'
import { Choice, TextArea, TextField } from '../../platform/ui/field.tsx'
import { useLand } from '../messages/index.ts'
import { ActDialog } from './act-dialog.tsx'
import type { Task } from './data.ts'

type Agreement = NonNullable<Task['agreement']>

const number = (text: string): number | null => (text.trim() === '' ? null : Number(text))
const words = (value: number | null): string => (value === null ? '' : String(value))

/** 协议条款: the town may only raise what the rules ask for. */
export const AgreementDialog = ({
  id,
  agreement,
  onClose,
}: {
  id: string
  agreement: Agreement
  onClose: () => void
}) => {
  const t = useLand()
  const [far, setFar] = useState(words(agreement.targets.far))
  const [tax, setTax] = useState(words(agreement.targets.taxPerMu))
  const [investment, setInvestment] = useState(String(agreement.investmentFen / 1_000_000))
  const [completionOn, setCompletion] = useState(agreement.completionOn)
  const [kind, setKind] = useState<Agreement['securityKind'] | ''>(agreement.securityKind)
  const [security, setSecurity] = useState(String(agreement.securityFen / 1_000_000))
  const [liability, setLiability] = useState(agreement.liability)
  const [checks, setChecks] = useState(agreement.checkDates.join(' '))
  return (
    <ActDialog
      title={t('task.act.terms')}
      path={`/api/land/tasks/${id}/agreement/terms`}
      body={() => ({
        targets: { far: number(far), taxPerMu: number(tax) },
        investmentFen: Math.round(Number(investment) * 1_000_000),
        completionOn,
        securityKind: kind,
        securityFen: Math.round(Number(security) * 1_000_000),
        liability,
        checkDates: checks.split(/[\s,，、]+/).filter((date) => date !== ''),
      })}
      onClose={onClose}
    >
      <TextField label={t('agreement.farTarget')} type="number" value={far} onChange={setFar} />
      <TextField label={t('agreement.taxTarget')} type="number" value={tax} onChange={setTax} />
      <TextField label={t('agreement.investmentWan')} type="number" value={investment} onChange={setInvestment} />
      <TextField label={t('agreement.completion')} type="date" value={completionOn} onChange={setCompletion} required />
      <Choice
        label={t('agreement.security')}
        value={kind}
        options={(['none', 'deposit', 'stepPrice'] as const).map((value) => ({
          value,
          title: t(`agreement.security.${value}`),
        }))}
        onChange={setKind}
      />
      <TextField label={t('agreement.securityWan')} type="number" value={security} onChange={setSecurity} />
      <TextField label={t('agreement.checks')} value={checks} onChange={setChecks} required />
      <TextArea label={t('agreement.liability')} value={liability} onChange={setLiability} required />
    </ActDialog>
  )
}
