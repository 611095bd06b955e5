import { type ReactNode, useState } from 'react'
import { ApiProblem } from '../../platform/ui/api/client.ts'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button } from '../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../platform/ui/dialog.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'

/** One act with its form; what the server refuses stands above the buttons. `body` may store files first. */
export const ActDialog = ({
  title,
  path,
  body,
  wide = false,
  onClose,
  children,
}: {
  title: string
  path: string
  body: () => unknown
  wide?: boolean
  onClose: () => void
  children?: ReactNode
}) => {
  const ui = useUi()
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const send = useSend<unknown>({ path, stale: ['/api/'] })
  const run = async (): Promise<void> => {
    setRefused(null)
    try {
      await send.mutateAsync(await body())
      onClose()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setRefused(error)
    }
  }
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="land-act" busy={send.isPending}>
            {title}
          </Button>
        </>
      }
    >
      <form
        id="land-act"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        {children}
        <ProblemNote problem={refused} />
      </form>
    </Dialog>
  )
}
