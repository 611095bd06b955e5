import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { Route, Routes, useLocation } from 'react-router'
import { PageBoundary, PageFailure, Skeleton } from '../platform/ui/await.tsx'
import { useLang } from '../platform/ui/i18n/lang.ts'
import { type ModulePages, type Page, pageTitle } from '../platform/ui/page.ts'
import { showWorking } from '../platform/ui/working-sheet.ts'
import { modules } from './modules.ts'
import { Frame } from './shell/frame.tsx'
import { NotFound } from './shell/not-found.tsx'

type Entry = { readonly owner: ModulePages; readonly page: Page; readonly Content: ComponentType }

const entries: readonly Entry[] = modules.flatMap((owner) =>
  owner.pages.map((page) => ({ owner, page, Content: lazy(page.load) })),
)

const Titled = ({ entry }: { entry: Entry }) => {
  const lang = useLang()
  const title = pageTitle(entry.owner, entry.page.title, lang)
  return (
    <>
      <title>{`${title} · ${lang === 'en' ? 'Gongfu' : '共富'}`}</title>
      <Frame owner={entry.owner} page={entry.page}>
        <PageBoundary key={entry.page.path} fallback={PageFailure}>
          <Suspense fallback={<Skeleton lines={8} />}>
            <entry.Content />
          </Suspense>
        </PageBoundary>
      </Frame>
    </>
  )
}

/** A new page starts at its top, without the working of the last one. Filters and dates change only the query. */
const startPage = (page: { pathname: string }): void => {
  if (page.pathname !== '') scrollTo(0, 0)
  showWorking(null)
}

const useFreshPage = (): void => {
  const { pathname } = useLocation()
  useEffect(() => startPage({ pathname }), [pathname])
}

export const App = () => {
  useFreshPage()
  return (
    <Suspense fallback={null}>
      <Routes>
        {entries.map((entry) => (
          <Route key={entry.page.path} path={entry.page.path} element={<Titled entry={entry} />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  )
}
