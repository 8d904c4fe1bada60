import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startApi } from '../../functions/api/server.ts';
import type { Database } from '../../functions/platform/database/client.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { clientWithKey, sendReport } from './client.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});
after(() => platform.close());

/** The same platform whose database counts its queries. */
function counting(): { platform: TestPlatform; queries: () => number } {
  let count = 0;
  const db = platform.db.$extends({
    query: {
      $allModels: {
        $allOperations: ({ args, query }) => {
          count++;
          return query(args);
        },
      },
    },
  }) as unknown as Database;
  return { platform: { ...platform, db }, queries: () => count };
}

test('a worklist of twenty studies costs as many queries as one of two', async () => {
  const counted = counting();
  const api = await startApi(counted.platform);
  const client = clientWithKey(api.url, (await testCaller(platform)).secret);
  for (let i = 0; i < 20; i++) await sendReport(client, Buffer.from(`report ${i}`), { recordNumber: `MRN-${i}` });
  const queriesFor = async (first: number) => {
    const before = counted.queries();
    const { data } = await client.graphql(
      `query($first: Int!) { studies(first: $first) { edges { node {
        id topFinding patient { recordNumber } source { byteLength } steps { step state } waveform { layout }
        findings { code } fields { name } measurements { name } revisions { number } problem { code } } } } }`,
      { first },
    );
    assert.equal(data.studies.edges.length, first);
    return counted.queries() - before;
  };
  await queriesFor(2);
  const few = await queriesFor(2);
  assert.ok(few > 5 && few < 20, `${few} queries`);
  assert.equal(await queriesFor(20), few);
  await api.close();
});
