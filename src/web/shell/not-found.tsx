import { Suspense, lazy } from 'react'
import { Empty, Skeleton } from '../../platform/ui/await.tsx'
import { Go } from '../../platform/ui/link.tsx'
import type { ModulePages } from '../../platform/ui/page.ts'
import { useSession } from '../../platform/ui/session.ts'
import { useWeb } from '../messages/index.ts'
import { PublicFrame } from './public-frame.tsx'

const DeskFrame = lazy(() => import('./desk-frame.tsx'))

/** The frame of an address that belongs to no module. */
const nowhere: ModulePages = { module: '', order: 0, home: '/', titles: { 'zh-CN': {}, en: {} }, pages: [] }

const Said = ({ signedIn }: { signedIn: boolean }) => {
  const t = useWeb()
  return (
    <>
      <title>{t('notFound.title')}</title>
      <Empty title={t('notFound.title')} page>
        <p>{t('notFound.text')}</p>
        <p className="state-actions">
          <Go className="button" to={signedIn ? '/desk' : '/'}>
            {t(signedIn ? 'nav.desk' : 'nav.home')}
          </Go>
          <Go className="button" to="/ledger">
            {t('nav.reforms')}
          </Go>
        </p>
      </Empty>
    </>
  )
}

/** No such page; who is signed in keeps his navigation. */
export const NotFound = () => {
  const session = useSession().data
  if (session && session.account !== null) {
    return (
      <Suspense fallback={<Skeleton />}>
        <DeskFrame owner={nowhere} session={session}>
          <Said signedIn />
        </DeskFrame>
      </Suspense>
    )
  }
  return (
    <PublicFrame page={null}>
      <Said signedIn={false} />
    </PublicFrame>
  )
}
