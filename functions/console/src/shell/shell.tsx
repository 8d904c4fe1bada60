import { Anchor, AppShell, Button, Group, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { signOut } from '../api/session.ts';
import { useSession } from './session-context.ts';

export function Shell() {
  const { session, signedOut } = useSession();
  return (
    <AppShell header={{ height: 52 }} footer={{ height: 30 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between">
          <Anchor component={Link} to="/" fw={700} size="lg" underline="never">
            ecgraph
          </Anchor>
          <Group gap="md">
            <Anchor href="/graphiql" size="sm">
              GraphiQL
            </Anchor>
            <Text size="sm" c="dimmed">
              {session.name} · {session.tenantName}
            </Text>
            <Button size="xs" variant="default" onClick={() => signOut().finally(signedOut)}>
              Sign out
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer>
        <Text size="xs" c="dimmed" ta="center" lh="30px">
          Research and decision support. Not a medical device: a clinician must read every tracing.
        </Text>
      </AppShell.Footer>
    </AppShell>
  );
}
