import { Alert, Button, Container, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Session, signIn } from '../api/session.ts';

export function SignIn({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const [key, setKey] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const outcome = await signIn(key.trim()).catch(() => 'The server does not answer.');
    setBusy(false);
    if (typeof outcome === 'string') setError(outcome);
    else onSignedIn(outcome);
  }

  return (
    <Container size={420} pt="12vh" component="main">
      <Title order={1} ta="center">
        ecgraph
      </Title>
      <Text c="dimmed" ta="center" mt={4}>
        ECG reports, read
      </Text>
      <Paper withBorder p="lg" mt="lg" component="form" onSubmit={submit}>
        <Stack>
          <PasswordInput
            label="API key"
            description="Printed in the terminal on the first start; administrators can make more."
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            autoComplete="current-password"
            required
            data-autofocus
          />
          {error !== null && (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          )}
          <Button type="submit" loading={busy}>
            Sign in
          </Button>
        </Stack>
      </Paper>
    </Container>
  );
}
