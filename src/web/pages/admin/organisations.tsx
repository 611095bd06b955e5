import { useState } from 'react'
import { organisationKinds } from '../../../platform/registers/organisation-kinds.ts'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextField } from '../../../platform/ui/field.tsx'
import { Light } from '../../../platform/ui/light.tsx'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { type Organisation, OrganisationField } from '../../../platform/ui/organisation-field.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { usePermission, useSession } from '../../../platform/ui/session.ts'
import { type AdminWords, useAdmin } from './messages/index.ts'
import './admin.css'

const path = '/api/platform/organisations'

const columnsOf = (t: AdminWords, edit: ((row: Organisation) => void) | null): readonly ListColumn<Organisation>[] => [
  { key: 'code', title: t('organisations.code'), cell: (row) => row.code },
  { key: 'name', title: t('organisations.name'), cell: (row) => row.name },
  { key: 'kind', title: t('organisations.kind'), cell: (row) => t(`organisations.kind.${row.kind}`) },
  { key: 'parent', title: t('organisations.parent'), cell: (row) => row.parentName ?? '–' },
  { key: 'area', title: t('people.area'), cell: (row) => row.areaCode },
  { key: 'uscc', title: t('organisations.uscc'), cell: (row) => row.uscc ?? '–', optional: true },
  {
    key: 'state',
    title: t('people.state'),
    cell: (row) => (
      <Light
        state={row.closedOn === null ? 'met' : 'no_data'}
        word={row.closedOn === null ? t('people.active') : t('organisations.closed', { on: row.closedOn })}
      />
    ),
  },
  ...(edit === null
    ? []
    : [
        {
          key: 'edit',
          title: t('organisations.change'),
          cell: (row: Organisation) => (
            <Button kind="text" onClick={() => edit(row)}>
              {t('organisations.change')}
            </Button>
          ),
        },
      ]),
]

/** One organisation, new or as registered. The code is given once. */
const Editor = ({ row, onClose }: { row: Organisation | null; onClose: () => void }) => {
  const t = useAdmin()
  const ui = useUi()
  const session = useSession().data
  const head = useGet<Organisation>(row?.parentId ? `${path}/${row.parentId}` : null)
  const [code, setCode] = useState('')
  const [name, setName] = useState(row?.name ?? '')
  const [shortName, setShortName] = useState(row?.shortName ?? '')
  const [kind, setKind] = useState<Organisation['kind'] | ''>(row?.kind ?? '')
  const [uscc, setUscc] = useState(row?.uscc ?? '')
  const [areaCode, setArea] = useState(row?.areaCode ?? session?.county.code ?? '')
  const [chosen, setChosen] = useState<Organisation | null | undefined>(undefined)
  const parent = chosen === undefined ? (head.data ?? null) : chosen
  const save = useSend({
    path: row === null ? path : `${path}/${row.id}`,
    method: row === null ? 'POST' : 'PUT',
    body: () => ({
      ...(row === null ? { code } : {}),
      name,
      shortName,
      kind,
      uscc: uscc === '' ? null : uscc,
      parentId: parent?.id ?? null,
      areaCode,
    }),
    stale: [path],
  })
  const close = useSend({
    path: `${path}/${row?.id ?? ''}/close`,
    body: () => ({ on: row?.closedOn === null ? (session?.today ?? '') : null }),
    stale: [path],
  })
  const text = (
    key: 'name' | 'shortName' | 'uscc' | 'areaCode',
    label: string,
    value: string,
    set: (value: string) => void,
  ) => (
    <TextField
      label={label}
      value={value}
      onChange={set}
      required={key !== 'uscc'}
      error={fieldError(save.error, `/${key}`)}
    />
  )
  return (
    <Dialog
      title={row === null ? t('organisations.new') : row.name}
      onClose={onClose}
      foot={
        <>
          {row !== null && (
            <Button
              kind={row.closedOn === null ? 'danger' : 'plain'}
              busy={close.isPending}
              onClick={() => close.mutate(undefined, { onSuccess: onClose })}
            >
              {t(row.closedOn === null ? 'organisations.close' : 'organisations.reopen')}
            </Button>
          )}
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="organisation" busy={save.isPending}>
            {ui('action.save')}
          </Button>
        </>
      }
    >
      <form
        id="organisation"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(undefined, { onSuccess: onClose })
        }}
      >
        {row === null && (
          <TextField
            label={t('organisations.code')}
            value={code}
            onChange={setCode}
            hint={t('organisations.code.hint')}
            required
            error={fieldError(save.error, '/code')}
          />
        )}
        {text('name', t('organisations.name'), name, setName)}
        {text('shortName', t('organisations.shortName'), shortName, setShortName)}
        <Choice
          label={t('organisations.kind')}
          value={kind}
          options={organisationKinds.map((value) => ({ value, title: t(`organisations.kind.${value}`) }))}
          empty="–"
          onChange={setKind}
          required
          error={fieldError(save.error, '/kind')}
        />
        {text('areaCode', t('people.area'), areaCode, setArea)}
        {text('uscc', t('organisations.uscc'), uscc, setUscc)}
        <OrganisationField
          label={t('organisations.parent')}
          value={parent}
          onChange={setChosen}
          error={fieldError(save.error, '/parentId')}
          {...(row === null ? {} : { except: row.id })}
        />
        <ProblemNote problem={save.error ?? close.error} />
      </form>
    </Dialog>
  )
}

/** 机构: the register of bodies that act in the county; the system administrator keeps it. */
const Organisations = () => {
  const t = useAdmin()
  const mayManage = usePermission('identity.organisation.manage')
  const [open, setOpen] = useState<Organisation | 'new' | null>(null)
  return (
    <>
      <PageHead
        crumbs={[]}
        title={t('organisations.title')}
        actions={
          mayManage ? (
            <Button kind="primary" onClick={() => setOpen('new')}>
              {t('organisations.new')}
            </Button>
          ) : undefined
        }
        ruled
      />
      <RegisterList
        name="admin.organisations"
        path={path}
        searchKey="search"
        filters={[
          {
            key: 'kind',
            title: t('organisations.kind'),
            options: organisationKinds.map((value) => ({ value, title: t(`organisations.kind.${value}`) })),
          },
          {
            key: 'closed',
            title: t('organisations.showClosed'),
            options: [{ value: 'true', title: t('organisations.showClosed') }],
          },
        ]}
        columns={columnsOf(t, mayManage ? setOpen : null)}
        rowKey={(row: Organisation) => row.id}
        empty={<Empty title={t('organisations.empty')} />}
      />
      {open !== null && (
        <Editor
          key={open === 'new' ? 'new' : open.id}
          row={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

export default Organisations
