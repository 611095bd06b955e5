import { useState } from 'react'
import type { z } from 'zod'
import type { AccountsReply, InitialPassword } from '../../../platform/identity/api/accounts/schema.ts'
import type { RolesReply } from '../../../platform/identity/api/roles/schema.ts'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextField } from '../../../platform/ui/field.tsx'
import { Light } from '../../../platform/ui/light.tsx'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import { type AdminWords, useAdmin } from './messages/index.ts'
import './admin.css'

type Row = z.infer<typeof AccountsReply>['rows'][number]

export const useRoleTitles = (lang: string): ((role: string) => string) => {
  const roles = useGet<z.infer<typeof RolesReply>>('/api/platform/roles')
  return (id) => {
    const role = roles.data?.rows.find((one) => one.id === id)
    return role === undefined ? id : lang === 'en' ? role.titleEn : role.title
  }
}

const columnsOf = (t: AdminWords, roleTitle: (role: string) => string): readonly ListColumn<Row>[] => [
  { key: 'username', title: t('people.username'), cell: (row) => row.username },
  { key: 'name', title: t('people.name'), cell: (row) => row.name },
  {
    key: 'roles',
    title: t('people.roles'),
    cell: (row) => row.roles.map(roleTitle).join(t.lang === 'en' ? ', ' : '、'),
  },
  {
    key: 'state',
    title: t('people.state'),
    cell: (row) => (
      <Light
        state={row.disabled ? 'no_data' : row.mustChangePassword ? 'at_risk' : 'met'}
        word={t(row.disabled ? 'people.disabled' : row.mustChangePassword ? 'people.mustChange' : 'people.active')}
      />
    ),
  },
]

/** A password that is shown this once. */
export const ShownOnce = ({ words, password }: { words: string; password: string }) => (
  <p className="notice-bar">
    {words} <code className="shown-once">{password}</code>
  </p>
)

const NewAccount = ({ onClose }: { onClose: () => void }) => {
  const t = useAdmin()
  const ui = useUi()
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const create = useSend<undefined, z.infer<typeof InitialPassword>>({
    path: '/api/platform/accounts',
    body: () => ({ username, name }),
    stale: ['/api/platform/accounts'],
  })
  return (
    <Dialog
      title={t('people.new')}
      onClose={onClose}
      foot={
        create.data ? (
          <Button onClick={onClose}>{ui('action.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui('action.cancel')}</Button>
            <Button kind="primary" type="submit" form="account" busy={create.isPending}>
              {t('people.new')}
            </Button>
          </>
        )
      }
    >
      {create.data ? (
        <ShownOnce words={t('people.created')} password={create.data.initialPassword} />
      ) : (
        <form
          id="account"
          className="dialog-form"
          onSubmit={(event) => {
            event.preventDefault()
            create.mutate(undefined)
          }}
        >
          <TextField
            label={t('people.username')}
            value={username}
            onChange={setUsername}
            required
            error={fieldError(create.error, '/username')}
          />
          <TextField
            label={t('people.name')}
            value={name}
            onChange={setName}
            required
            error={fieldError(create.error, '/name')}
          />
          <ProblemNote problem={create.error} />
        </form>
      )}
    </Dialog>
  )
}

/** 人员与角色: the system administrator makes accounts, the security administrator gives them roles. */
const People = () => {
  const t = useAdmin()
  const mayManage = usePermission('identity.account.manage')
  const [creating, setCreating] = useState(false)
  const roleTitle = useRoleTitles(t.lang)
  return (
    <>
      <PageHead
        crumbs={[]}
        title={t('people.title')}
        actions={
          mayManage ? (
            <Button kind="primary" onClick={() => setCreating(true)}>
              {t('people.new')}
            </Button>
          ) : undefined
        }
        ruled
      />
      <RegisterList
        name="admin.people"
        path="/api/platform/accounts"
        searchKey="search"
        columns={columnsOf(t, roleTitle)}
        rowKey={(row) => row.id}
        href={(row) => `/admin/people/${encodeURIComponent(row.id)}?username=${encodeURIComponent(row.username)}`}
        empty={<Empty title={t('people.empty')} />}
      />
      {creating && <NewAccount onClose={() => setCreating(false)} />}
    </>
  )
}

export default People
