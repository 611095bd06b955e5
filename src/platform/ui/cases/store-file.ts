import { send } from '../api/client.ts'

/** Stores a file in the platform; the reply's id is what a case, an evidence or a photo refers to. */
export const storeFile = async (file: File): Promise<string> => {
  const form = new FormData()
  form.append('file', file)
  return (await send<{ id: string }>('/api/platform/files', { method: 'POST', body: form })).id
}
