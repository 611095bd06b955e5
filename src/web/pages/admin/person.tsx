import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { z } from 'zod'
import type { AccountsReply, InitialPassword } from '../../../platform/identity/api/accounts/schema.ts'
import type { MembershipsReply } from '../../../platform/identity/api/memberships/schema.ts'
import type { RolesReply } from '../../../platform/identity/api/roles/schema.ts'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ConfirmButton } from '../../../platform/ui/confirm-button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextField } from '../../../platform/ui/field.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { type Organisation, OrganisationField } from '../../../platform/ui/organisation-field.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission, useSession } from '../../../platform/ui/session.ts'
import { useAdmin } from './messages/index.ts'
import { ShownOnce, useRoleTitles } from './people.tsx'
import './admin.css'

const Grant = ({ account, onClose }: { account: string; onClose: () => void }) => {
  const t = useAdmin()
  const ui = useUi()
  const session = useSession().data
  const roles = useGet<z.infer<typeof RolesReply>>('/api/platform/roles')
  const [role, setRole] = useState('')
  const [organisation, setOrganisation] = useState<Organisation | null>(null)
  const [area, setArea] = useState(session?.county.code ?? '')
  const [from, setFrom] = useState(session?.today ?? '')
  const [until, setUntil] = useState('')
  const grant = useSend({
    path: `/api/platform/accounts/${encodeURIComponent(account)}/memberships`,
    body: () => ({
      organisationId: organisation?.id ?? null,
      role,
      area,
      from,
      until: until === '' ? null : until,
    }),
    stale: ['/api/platform/accounts'],
  })
  return (
    <Dialog
      title={t('people.grant')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="grant" busy={grant.isPending}>
            {t('people.grant')}
          </Button>
        </>
      }
    >
      <form
        id="grant"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          grant.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <Choice
          label={t('people.role')}
          value={role}
          options={(roles.data?.rows ?? [])
            .filter((one) => one.id !== 'public')
            .map((one) => ({ value: one.id, title: t.lang === 'en' ? one.titleEn : one.title }))}
          empty="–"
          onChange={setRole}
          required
        />
        <OrganisationField
          label={t('people.organisation')}
          value={organisation}
          onChange={setOrganisation}
          error={fieldError(grant.error, '/organisationId')}
        />
        <TextField
          label={t('people.area')}
          value={area}
          onChange={setArea}
          required
          error={fieldError(grant.error, '/area')}
        />
        <TextField label={t('people.from')} type="date" value={from} onChange={setFrom} required />
        <TextField label={t('people.until')} type="date" value={until} onChange={setUntil} />
        <ProblemNote problem={grant.error} />
      </form>
    </Dialog>
  )
}

/** One account: its state, its posts, and what the reader may do about them. */
const Person = () => {
  const t = useAdmin()
  const { account = '' } = useParams()
  const [search] = useSearchParams()
  const username = search.get('username') ?? ''
  const today = useSession().data?.today ?? ''
  const mayManage = usePermission('identity.account.manage')
  const mayUnlock = usePermission('identity.account.unlock')
  const mayGrant = usePermission('identity.role.grant')
  const [granting, setGranting] = useState(false)
  const roleTitle = useRoleTitles(t.lang)
  const path = `/api/platform/accounts/${encodeURIComponent(account)}`
  const found = useGet<z.infer<typeof AccountsReply>>('/api/platform/accounts', { search: username, limit: 20 })
  const person = found.data?.rows.find((row) => row.id === account)
  const posts = useGet<z.infer<typeof MembershipsReply>>(`${path}/memberships`)
  const act = useSend<'disable' | 'enable' | 'unlock'>({
    path: (verb) => `${path}/${verb}`,
    body: () => undefined,
    stale: ['/api/platform/accounts'],
  })
  const reset = useSend<undefined, z.infer<typeof InitialPassword>>({
    path: `${path}/reset-password`,
    body: () => undefined,
    stale: ['/api/platform/accounts'],
  })
  const end = useSend<string>({
    path: (id) => `/api/platform/memberships/${id}/end`,
    body: () => ({ until: today }),
    stale: ['/api/platform/accounts'],
  })
  if (found.data && person === undefined && username !== '') return <Empty title={t('people.none')} page />
  return (
    <>
      <PageHead
        crumbs={[{ title: t('people.title'), to: '/admin/people' }, { title: person?.username ?? username }]}
        title={person?.name ?? username}
        actions={
          <>
            {mayUnlock && (
              <Button busy={act.isPending} onClick={() => act.mutate('unlock')}>
                {t('people.unlock')}
              </Button>
            )}
            {mayManage && person && (
              <>
                <ConfirmButton
                  kind="plain"
                  busy={reset.isPending}
                  question={t('people.reset.ask', { name: person.name })}
                  onConfirm={() => reset.mutate(undefined)}
                >
                  {t('people.reset')}
                </ConfirmButton>
                {person.disabled ? (
                  <Button busy={act.isPending} onClick={() => act.mutate('enable')}>
                    {t('people.enable')}
                  </Button>
                ) : (
                  <ConfirmButton
                    busy={act.isPending}
                    question={t('people.disable.ask', { name: person.name })}
                    onConfirm={() => act.mutate('disable')}
                  >
                    {t('people.disable')}
                  </ConfirmButton>
                )}
              </>
            )}
            {mayGrant && (
              <Button kind="primary" onClick={() => setGranting(true)}>
                {t('people.grant')}
              </Button>
            )}
          </>
        }
        ruled
      />
      {reset.data && <ShownOnce words={t('people.resetDone')} password={reset.data.initialPassword} />}
      <ProblemNote problem={act.error ?? reset.error ?? end.error} />
      <section>
        <header className="section-head">
          <h2>{t('people.memberships')}</h2>
        </header>
        <Await query={posts} lines={3}>
          {(reply) =>
            reply.rows.length === 0 ? (
              <p className="hint">{t('people.memberships.none')}</p>
            ) : (
              <ScrollBox>
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th>{t('people.role')}</th>
                      <th>{t('people.organisation')}</th>
                      <th>{t('people.area')}</th>
                      <th>{t('people.from')}</th>
                      <th>{t('people.until')}</th>
                      <th>
                        <span className="visually-hidden">{t('people.end')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {reply.rows.map((row) => (
                      <tr key={row.id}>
                        <td>{roleTitle(row.role)}</td>
                        <td className="hint">{row.organisationName ?? '–'}</td>
                        <td>{row.area}</td>
                        <td>{row.from}</td>
                        <td>{row.until ?? t('people.untilOpen')}</td>
                        <td className="num">
                          {mayGrant && (row.until === null || row.until > today) && (
                            <ConfirmButton
                              kind="text"
                              label={`${t('people.end')} ${roleTitle(row.role)}`}
                              question={t('people.end.ask', { role: roleTitle(row.role) })}
                              onConfirm={() => end.mutate(row.id)}
                            >
                              {t('people.end')}
                            </ConfirmButton>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )
          }
        </Await>
      </section>
      {granting && <Grant account={account} onClose={() => setGranting(false)} />}
    </>
  )
}

export default Person
