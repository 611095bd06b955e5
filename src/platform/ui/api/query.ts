import {
  keepPreviousData,
  QueryClient,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { ApiProblem, type Query, send } from './client.ts'

const retryable = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status === 503 || error.status === 429)

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && retryable(error),
      },
    },
  })

export type Loaded<T> = UseQueryResult<T, ApiProblem>

/** Reads one resource. The key is the path and its parameters, so that writes can invalidate by the path's beginning. */
export const useGet = <T>(
  path: string | null,
  query: Query = {},
  options: { keepPrevious?: boolean; refetchMs?: number } = {},
): Loaded<T> =>
  useQuery<T, ApiProblem>({
    queryKey: [path, query],
    enabled: path !== null,
    queryFn: ({ signal }) => send<T>(path ?? '', { query, signal }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
  })

type Write<Input> = {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string | ((input: Input) => string)
  readonly body?: (input: Input) => unknown
  readonly version?: (input: Input) => string | number | undefined
  /** Beginnings of the paths whose data is stale afterwards. */
  readonly stale?: readonly string[]
}

/** Writes, then refreshes what depends on it. */
export const useSend = <Input, Reply = unknown>(write: Write<Input>): UseMutationResult<Reply, ApiProblem, Input> => {
  const client = useQueryClient()
  return useMutation<Reply, ApiProblem, Input>({
    mutationFn: (input) => {
      const version = write.version?.(input)
      return send<Reply>(typeof write.path === 'function' ? write.path(input) : write.path, {
        method: write.method ?? 'POST',
        body: write.body ? write.body(input) : input,
        ...(version === undefined ? {} : { version }),
      })
    },
    onSuccess: () =>
      client.invalidateQueries({
        predicate: (query) => {
          const path = query.queryKey[0]
          return typeof path === 'string' && (write.stale ?? []).some((start) => path.startsWith(start))
        },
      }),
  })
}
