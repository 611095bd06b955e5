import { lazy, type ReactNode, Suspense } from 'react'
import { ProblemState, Skeleton } from '../../platform/ui/await.tsx'
import { ApiProblem } from '../../platform/ui/api/client.ts'
import type { ModulePages, Page } from '../../platform/ui/page.ts'
import { useUi } from '../../platform/ui/messages/index.ts'
import { useSession } from '../../platform/ui/session.ts'
import { PublicFrame } from './public-frame.tsx'

// The desk's frame brings the antd provider; visitors never load it.
const DeskFrame = lazy(() => import('./desk-frame.tsx'))

/** In the place of a page whose post the reader does not hold: nothing of it is asked of the server. */
const Forbidden = () => {
  const t = useUi()
  return (
    <ProblemState problem={new ApiProblem({ status: 403, code: 'forbidden', title: t('state.forbidden.page') })} page />
  )
}

/** Chooses the frame by the page's face and by whether somebody is signed in. */
export const Frame = ({ owner, page, children }: { owner: ModulePages; page: Page; children: ReactNode }) => {
  const session = useSession()
  if (page.face === 'bare') return children
  if (page.face === 'public') return <PublicFrame page={page}>{children}</PublicFrame>
  if (session.data && session.data.account !== null) {
    return (
      <Suspense fallback={<Skeleton />}>
        <DeskFrame owner={owner} undated={page.undated} session={session.data}>
          {page.face !== 'desk' ||
          page.permission === undefined ||
          session.data.permissions.includes(page.permission) ? (
            children
          ) : (
            <Forbidden />
          )}
        </DeskFrame>
      </Suspense>
    )
  }
  if (page.face === 'open') return <PublicFrame page={page}>{children}</PublicFrame>
  return (
    <PublicFrame page={page}>
      {session.isPending ? (
        <Skeleton />
      ) : (
        <ProblemState problem={session.error ?? new ApiProblem({ status: 401, code: 'signed_out', title: '' })} page />
      )}
    </PublicFrame>
  )
}
