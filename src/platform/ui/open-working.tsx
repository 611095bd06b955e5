import { lazy, Suspense } from 'react'
import { useShownWorking } from './working-sheet.ts'

const WorkingDrawer = lazy(() => import('./working.tsx'))

/** The working beside the page; its parts are loaded when the first one is opened. */
export const OpenWorking = () => {
  const sheet = useShownWorking()
  return sheet === null ? null : (
    <Suspense fallback={null}>
      <WorkingDrawer />
    </Suspense>
  )
}
