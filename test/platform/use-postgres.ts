// A process that writes one row and then uses the server until it is told to end or killed.
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../functions/platform/database/embedded-postgres.ts';

const server = await startEmbeddedPostgres(process.argv[2] ?? '');
const client = new Client({ connectionString: await server.database('trial') });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)');
await client.query('INSERT INTO kept VALUES (1) ON CONFLICT DO NOTHING');
process.send?.('ready');
process.on('message', async () => {
  await client.end();
  await server.stop();
  process.exit(0);
});
