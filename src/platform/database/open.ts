import type { Config } from '../config.ts'
import type { Database } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { migrateServer, serverDatabase } from './server.ts'

/**
 * Opens the database of the configuration and brings it to the committed schema: PostgreSQL where DATABASE_URL names
 * one, else the embedded one under the data folder. Throws when another process holds the folder, or when the
 * database was made by another version of the program.
 */
export const openDatabase = async (config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Database> => {
  if (config.databaseUrl === undefined) return openEmbedded(config.dataDir)
  await migrateServer(config.databaseUrl)
  return serverDatabase(config.databaseUrl)
}
