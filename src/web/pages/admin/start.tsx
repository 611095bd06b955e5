import { Await, Empty } from '../../../platform/ui/await.tsx'
import { useGet } from '../../../platform/ui/api/query.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { pageTitle } from '../../../platform/ui/page.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import { useAdmin } from './messages/index.ts'
import { pages } from './index.ts'
import './admin.css'

/** 系统管理: what the reader may manage, and whether the server answers. */
const Start = () => {
  const t = useAdmin()
  const permissions = useSession().data?.permissions ?? []
  const shown = pages.pages.filter(
    (page) => page.nav === true && (page.permission === undefined || permissions.includes(page.permission)),
  )
  const ready = useGet<{ status: string }>('/health/ready', {}, { refetchMs: 15_000 })
  return (
    <>
      <PageHead crumbs={[]} title={pageTitle(pages, 'module', t.lang)} ruled />
      <section className="admin-health">
        <h2>{t('health.title')}</h2>
        <Await query={ready} lines={1}>
          {() => <Light state="met" word={t('health.ready')} />}
        </Await>
        <p className="hint">{t('health.text')}</p>
      </section>
      {shown.length === 0 ? (
        <Empty title={t('start.none')}>{t('start.none.text')}</Empty>
      ) : (
        <ul className="admin-doors">
          {shown.map((page) => (
            <li key={page.path}>
              <Go to={page.path}>
                <b>{pageTitle(pages, page.title, t.lang)}</b>
                <span className="muted">{t.maybe(`start.${page.title}`, '')}</span>
              </Go>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export default Start
