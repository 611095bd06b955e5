import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { usePermission, useSession } from '../../../platform/ui/session.ts'
import { useLedger } from '../../messages/index.ts'
import { useBulletins } from '../data.ts'
import './bulletins.css'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

const Create = () => {
  const t = useLedger()
  const go = useNavigate()
  const today = useSession().data?.today ?? ''
  const [month, setMonth] = useState(today.slice(0, 7))
  const create = useSend({ path: '/api/ledger/bulletins', body: () => ({ month }), stale: ['/api/ledger/bulletins'] })
  return (
    <form
      className="bulletin-create"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate(undefined, { onSuccess: () => void go(`/ledger/bulletins/${month}`) })
      }}
    >
      <input
        className="input"
        type="month"
        aria-label={t('bulletins.month')}
        value={month}
        onChange={(event) => setMonth(event.target.value)}
        required
      />
      <Button type="submit" busy={create.isPending}>
        {t('bulletins.generate')}
      </Button>
      <ProblemNote problem={create.error} />
    </form>
  )
}

/** 进展通报: published months for everybody, drafts for those who write them. */
const Bulletins = () => {
  const t = useLedger()
  const mayPublish = usePermission('ledger.bulletin.publish')
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('bulletins.title') }]}
        title={t('bulletins.title')}
        actions={mayPublish ? <Create /> : undefined}
        ruled
      />
      <Await query={useBulletins()} lines={6}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <Empty title={t('bulletins.empty')}>{t('bulletins.empty.text')}</Empty>
          ) : (
            <ScrollBox>
              <table className="plain-table">
                <tbody>
                  {reply.rows.map((row) => (
                    <tr key={`${row.month} ${row.edition}`}>
                      <td>
                        <Go to={`/ledger/bulletins/${row.month}?edition=${row.edition}`}>{row.title}</Go>
                      </td>
                      <td className="muted nowrap">{t('bulletins.edition', { no: row.edition })}</td>
                      <td className="nowrap">
                        <Light
                          state={row.state === 'published' ? 'met' : 'no_data'}
                          word={t(`bulletins.state.${row.state}`)}
                        />
                      </td>
                      <td className="hint nowrap">{row.publishedAt === null ? '' : instant(row.publishedAt)}</td>
                      <td className="nowrap num">
                        {row.state === 'published' &&
                          (['docx', 'xlsx', 'pdf'] as const).map((kind) => (
                            <a
                              key={kind}
                              className="bulletin-file"
                              href={`/api/ledger/bulletin/${row.month}.${kind}?edition=${row.edition}`}
                              download
                            >
                              {t(`bulletins.${kind}`)}
                            </a>
                          ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )
        }
      </Await>
    </>
  )
}

export default Bulletins
