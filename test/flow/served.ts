import { startApi } from '../../functions/api/server.ts';
import type { Role } from '../../functions/platform/database/generated/client.ts';
import { authenticate, createApiKey } from '../../functions/record/api-keys.ts';
import { ensureAdministrator } from '../../functions/record/first-key.ts';
import { openStages } from '../../functions/worker/open-stages.ts';
import { startWorker } from '../../functions/worker/start-worker.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { type Client, clientOf, clientWithKey } from './client.ts';

/** A running API with a database of its own, and clients of it. */
export interface TestServer {
  readonly url: string;
  readonly platform: TestPlatform;
  /** With the first administrator's key. */
  readonly admin: Client;
  readonly adminKey: string;
  /** Without any key. */
  readonly nobody: Client;
  /** A client of the same tenant with a key of these roles. */
  clientWith(...roles: Role[]): Promise<Client>;
  /** An administrator of another tenant. */
  stranger(): Promise<Client>;
  close(): Promise<void>;
}

async function startWorkerHere(platform: TestPlatform): Promise<() => Promise<void>> {
  const stages = await openStages(platform.config);
  const worker = await startWorker(platform, stages);
  return async () => {
    await worker.stop();
    await stages.close();
  };
}

/** Starts the API on a free port, with a worker in this process where asked for. */
export async function testServer({
  worker = false,
  env = {},
}: {
  worker?: boolean;
  env?: Record<string, string>;
} = {}): Promise<TestServer> {
  const platform = await testPlatform(env);
  const api = await startApi(platform);
  const stopWorker = worker ? await startWorkerHere(platform) : async () => {};
  const adminKey = await ensureAdministrator(platform);
  const administrator = adminKey && (await authenticate(platform, adminKey));
  if (!adminKey || !administrator) throw new Error('the fresh database has an administrator already');
  return {
    url: api.url,
    platform,
    adminKey,
    admin: clientWithKey(api.url, adminKey),
    nobody: clientOf(api.url),
    clientWith: async (...roles) => {
      const created = await createApiKey(platform, administrator, { name: roles.join(' '), roles });
      if (!created.ok) throw new Error(created.problem.message);
      return clientWithKey(api.url, created.value.secret);
    },
    stranger: async () => clientWithKey(api.url, (await testCaller(platform)).secret),
    close: async () => {
      await api.close();
      await stopWorker();
      await platform.close();
    },
  };
}
