import type { TestProject } from 'vitest/node'
import { removeCluster, reserveCluster } from './postgres-cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where this run's PostgreSQL lives once a suite has asked for it. */
    clusterFolder: string
  }
}

/** vitest's globalSetup: runs once before all workers, the function it returns once after them. */
export default (project: TestProject): (() => void) => {
  const folder = reserveCluster()
  project.provide('clusterFolder', folder)
  return () => removeCluster(folder)
}
