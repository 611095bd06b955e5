import { useState } from 'react'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { ConsultationRow } from '../../api/consultations/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { useConsultations } from '../data.ts'
import { ConsultationDialog } from './consultation-dialog.tsx'
import './consultations.css'

const lights: Readonly<Record<ConsultationRow['state'], LightState>> = {
  drafted: 'no_data',
  open: 'on_track',
  answered: 'on_track',
  closed: 'met',
}

export const ConsultationLight = ({ state }: { state: ConsultationRow['state'] }) => {
  const t = useLedger()
  return <Light state={lights[state]} word={t(`consultations.state.${state}`)} />
}

/** 公开征求意见: drafts to read and comment on, open ones first. */
const Consultations = () => {
  const t = useLedger()
  const mayManage = usePermission('ledger.consultation.manage')
  const [drafting, setDrafting] = useState(false)
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('consultations.title') }]}
        title={t('consultations.title')}
        actions={
          mayManage ? <Button onClick={() => setDrafting(true)}>{t('consultations.draftNew')}</Button> : undefined
        }
        ruled
      />
      <Await query={useConsultations()} lines={8}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <Empty title={t('consultations.empty')} />
          ) : (
            <ul className="consultations">
              {[...reply.rows]
                .sort(
                  (a, b) =>
                    Number(b.state === 'open') - Number(a.state === 'open') || b.openFrom.localeCompare(a.openFrom),
                )
                .map((row) => (
                  <li key={row.id}>
                    <Go to={`/ledger/consultations/${encodeURIComponent(row.id)}`}>
                      <b>{row.title}</b>
                      <span className="muted">
                        {row.organisation}　{t('consultations.period', { from: row.openFrom, to: row.openTo })}
                      </span>
                      <span className="hint">
                        {t('consultations.comments', { comments: row.comments, answered: row.answered })}
                      </span>
                      <ConsultationLight state={row.state} />
                    </Go>
                  </li>
                ))}
            </ul>
          )
        }
      </Await>
      {drafting && <ConsultationDialog onClose={() => setDrafting(false)} />}
    </>
  )
}

export default Consultations
