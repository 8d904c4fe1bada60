import { defineConfig } from 'prisma/config';

/** Only the command line of Prisma reads this; the product connects by its own configuration. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost/ecgraph' },
});
