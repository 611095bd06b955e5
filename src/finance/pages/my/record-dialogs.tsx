import { type ReactNode, useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, FileField, TextField, Tick } from '../../../platform/ui/field.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { useSession } from '../../../platform/ui/session.ts'
import type { AssetRow } from '../../api/assets/schema.ts'
import type { Family, MemberRow } from '../../api/households/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { liabilityKinds } from '../../model/balance-sheet.ts'
import { honourLevels } from '../../model/family-facts.ts'
import { finance } from '../data.ts'

const categories = ['farming', 'mixed', 'fishing', 'other', 'low_income'] as const
const handedIn = ['certificate', 'invoice', 'insurance_policy'] as const
const stale = ['/api/finance/']

/** `1 234.56` yuan as fen; null where it is no amount. */
const fenOf = (yuan: string): number | null => {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(yuan.trim())
  return match === null ? null : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

type Save = Pick<ReturnType<typeof useSend>, 'isPending' | 'error' | 'mutate'>

/** Fields that are saved together; what the server refuses stands below them. */
const SaveDialog = ({
  id,
  title,
  save,
  onClose,
  children,
}: {
  id: string
  title: string
  save: Save
  onClose: () => void
  children: ReactNode
}) => {
  const t = useFinance()
  const ui = useUi()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form={id} busy={save.isPending}>
            {t('records.save')}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(undefined, { onSuccess: onClose })
        }}
      >
        {children}
        <ProblemNote problem={save.error} />
      </form>
    </Dialog>
  )
}

export const MemberDialog = ({
  family,
  member,
  onClose,
}: {
  family: Family
  member: MemberRow
  onClose: () => void
}) => {
  const t = useFinance()
  const [category, setCategory] = useState<string>(member.facts?.category ?? 'fishing')
  const [works, setWorks] = useState(member.facts?.works ?? true)
  const [insured, setInsured] = useState(member.facts?.insured ?? true)
  const [since, setSince] = useState(member.facts?.residentSince ?? '')
  const [trade, setTrade] = useState(member.facts?.inTradeSince ?? '')
  const save = useSend({
    method: 'PUT',
    path: `${finance}/households/${family.id}/members/${member.personId}`,
    body: () => ({ category, works, insured, residentSince: since, inTradeSince: trade === '' ? null : trade }),
    stale,
  })
  return (
    <SaveDialog id="member" title={member.name} save={save} onClose={onClose}>
      <Choice
        label={t('records.category')}
        value={category}
        onChange={setCategory}
        options={categories.map((value) => ({ value, title: t(`household.${value}`) }))}
      />
      <TextField label={t('records.residentSince')} type="date" value={since} onChange={setSince} required />
      <TextField
        label={t('records.inTradeSince')}
        type="date"
        value={trade}
        onChange={setTrade}
        hint={t('records.inTradeSince.hint')}
      />
      <Tick checked={works} onChange={setWorks}>
        {t('records.works')}
      </Tick>
      <Tick checked={insured} onChange={setInsured}>
        {t('records.insured')}
      </Tick>
    </SaveDialog>
  )
}

export const DebtDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useFinance()
  const today = useSession().data?.today ?? ''
  const [kind, setKind] = useState<string>('bank_loan')
  const [counterparty, setCounterparty] = useState('')
  const [balance, setBalance] = useState('')
  const [monthly, setMonthly] = useState('')
  const save = useSend({
    path: `${finance}/liabilities`,
    body: () => ({ kind, counterparty, balanceFen: fenOf(balance), monthlyFen: fenOf(monthly) ?? 0, asOf: today }),
    stale,
  })
  return (
    <SaveDialog id="debt" title={t('records.debt.add')} save={save} onClose={onClose}>
      <Choice
        label={t('records.debt.kind')}
        value={kind}
        onChange={setKind}
        options={liabilityKinds.map((value) => ({ value, title: t(`liability.${value}`) }))}
      />
      <TextField label={t('records.debt.to')} value={counterparty} onChange={setCounterparty} required />
      <TextField
        label={t('records.debt.balance')}
        value={balance}
        onChange={setBalance}
        inputMode="decimal"
        error={fieldError(save.error, '/balanceFen')}
        required
      />
      <TextField label={t('records.debt.monthly')} value={monthly} onChange={setMonthly} inputMode="decimal" />
    </SaveDialog>
  )
}

export const IncomeDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useFinance()
  const today = useSession().data?.today ?? ''
  const [year, setYear] = useState(String(Number(today.slice(0, 4)) - 1))
  const [source, setSource] = useState('')
  const [net, setNet] = useState('')
  const save = useSend({
    path: `${finance}/incomes`,
    body: () => ({ year: Number(year), source, netFen: fenOf(net) }),
    stale,
  })
  return (
    <SaveDialog id="income" title={t('records.income.add')} save={save} onClose={onClose}>
      <TextField label={t('records.income.year')} value={year} onChange={setYear} inputMode="numeric" required />
      <TextField label={t('records.income.source')} value={source} onChange={setSource} required />
      <TextField label={t('records.income.net')} value={net} onChange={setNet} inputMode="decimal" required />
    </SaveDialog>
  )
}

export const HonourDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useFinance()
  const [kind, setKind] = useState<string>('honour')
  const [level, setLevel] = useState<string>('county')
  const [title, setTitle] = useState('')
  const [issuer, setIssuer] = useState('')
  const [on, setOn] = useState('')
  const save = useSend({
    path: `${finance}/honours`,
    body: () => ({ kind, level, title, issuer, issuedOn: on }),
    stale,
  })
  return (
    <SaveDialog id="honour" title={t('records.honour.add')} save={save} onClose={onClose}>
      <Choice
        label={t('honours.kind')}
        value={kind}
        onChange={setKind}
        options={(['honour', 'public_service'] as const).map((value) => ({
          value,
          title: t(`honour.kind.${value}`),
        }))}
      />
      <Choice
        label={t('honours.level')}
        value={level}
        onChange={setLevel}
        options={honourLevels.map((value) => ({ value, title: t(`honour.level.${value}`) }))}
      />
      <TextField label={t('honours.title')} value={title} onChange={setTitle} required />
      <TextField label={t('honours.issuer')} value={issuer} onChange={setIssuer} required />
      <TextField label={t('honours.on')} type="date" value={on} onChange={setOn} required />
    </SaveDialog>
  )
}

export const EvidenceDialog = ({ asset, onClose }: { asset: AssetRow; onClose: () => void }) => {
  const t = useFinance()
  const [kind, setKind] = useState<string>('certificate')
  const [no, setNo] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const save = useSend({
    path: `${finance}/assets/${asset.id}/evidence`,
    body: () => {
      const form = new FormData()
      form.append('kind', kind)
      if (no !== '') form.append('documentNo', no)
      if (file !== null) form.append('file', file)
      return form
    },
    stale,
  })
  return (
    <SaveDialog id="evidence" title={t('records.evidence.for', { title: asset.title })} save={save} onClose={onClose}>
      <Choice
        label={t('evidence.kind')}
        value={kind}
        onChange={setKind}
        options={handedIn.map((value) => ({ value, title: t(`evidence.kind.${value}`) }))}
      />
      <TextField label={t('evidence.no')} value={no} onChange={setNo} />
      <FileField label={t('evidence.file')} file={file} onChange={setFile} accept="image/*,.pdf" />
    </SaveDialog>
  )
}
