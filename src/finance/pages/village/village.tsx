import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextField } from '../../../platform/ui/field.tsx'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import type { HonourRow } from '../../api/honours/schema.ts'
import type { Round } from '../../api/reviews/schema.ts'
import { type FinanceWords, useFinance } from '../../messages/index.ts'
import { finance, useRounds } from '../data.ts'
import '../finance.css'

const OpenRound = () => {
  const t = useFinance()
  const go = useNavigate()
  const [title, setTitle] = useState('')
  const open = useSend<void, Round>({
    path: `${finance}/reviews`,
    body: () => ({ title }),
    stale: ['/api/finance/reviews'],
  })
  return (
    <form
      className="form-grid"
      onSubmit={(event) => {
        event.preventDefault()
        open.mutate(undefined, { onSuccess: ({ id }) => void go(`/finance/village/rounds/${id}`) })
      }}
    >
      <TextField label={t('village.round.title')} value={title} onChange={setTitle} required />
      <ProblemNote problem={open.error} />
      <p>
        <Button kind="primary" type="submit" busy={open.isPending}>
          {t('village.round.open')}
        </Button>
      </p>
    </form>
  )
}

const HonourAct = ({ row }: { row: HonourRow }) => {
  const t = useFinance()
  const act = useSend<'confirm' | 'end'>({
    path: (verb) => `${finance}/honours/${row.id}/${verb}`,
    body: () => undefined,
    version: () => row.version,
    stale: ['/api/finance/honours'],
  })
  if (row.state === 'ended') return null
  return (
    <span className="row-actions">
      {row.state === 'claimed' && (
        <Button kind="text" busy={act.isPending} onClick={() => act.mutate('confirm')}>
          {t('village.honour.confirm')}
        </Button>
      )}
      <Button kind="text" busy={act.isPending} onClick={() => act.mutate('end')}>
        {t('village.honour.end')}
      </Button>
    </span>
  )
}

const honourColumns = (t: FinanceWords): readonly ListColumn<HonourRow>[] => [
  { key: 'holder', title: t('column.family'), cell: (row) => row.holder },
  { key: 'title', title: t('honours.title'), cell: (row) => row.title },
  { key: 'level', title: t('honours.level'), cell: (row) => t(`honour.level.${row.level}`) },
  { key: 'issuer', title: t('honours.issuer'), cell: (row) => row.issuer },
  { key: 'on', title: t('honours.on'), cell: (row) => <span className="nowrap">{row.issuedOn}</span> },
  {
    key: 'state',
    title: t('column.state'),
    cell: (row) => (
      <Light
        state={row.state === 'confirmed' ? 'met' : row.state === 'claimed' ? 'at_risk' : 'no_data'}
        word={t(`honour.state.${row.state}`)}
      />
    ),
  },
  { key: 'act', title: t('column.act'), cell: (row) => <HonourAct row={row} /> },
]

/** 村级公议与荣誉: no amount of any family is seen here. */
const Village = () => {
  const t = useFinance()
  const rounds = useRounds()
  return (
    <>
      <PageHead
        crumbs={[{ title: t('module.title'), to: '/finance' }, { title: t('village.title') }]}
        title={t('village.title')}
        ruled
      />
      <Await query={rounds} lines={3}>
        {({ rows }) => (
          <section>
            <h2>{t('village.rounds')}</h2>
            {rows.length === 0 ? (
              <Empty title={t('village.rounds.empty')}>{t('village.rounds.empty.text')}</Empty>
            ) : (
              <table className="rows family">
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Go to={`/finance/village/rounds/${row.id}`}>{row.title}</Go>
                        <small>
                          {t('village.round.facts', { village: row.village, date: row.openedOn, count: row.families })}
                        </small>
                      </td>
                      <td className="num">
                        <Light
                          state={row.state === 'closed' ? 'met' : row.state === 'open' ? 'on_track' : 'no_data'}
                          word={t(`round.${row.state}`)}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {rows.every(({ state }) => state !== 'open') && <OpenRound />}
          </section>
        )}
      </Await>
      <section className="page-section">
        <h2>{t('village.honours')}</h2>
        <RegisterList<HonourRow>
          name="finance.honours"
          path="/api/finance/honours"
          searchable={false}
          columns={honourColumns(t)}
          filters={[
            {
              key: 'state',
              title: t('column.state'),
              options: (['claimed', 'confirmed', 'ended'] as const).map((value) => ({
                value,
                title: t(`honour.state.${value}`),
              })),
            },
          ]}
          rowKey={(row) => row.id}
          empty={<Empty title={t('village.honours.empty')} />}
        />
      </section>
    </>
  )
}

export default Village
