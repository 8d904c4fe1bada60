import { Center, Loader } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { createApiClient } from '../api/client.ts';
import { readSession, type Session } from '../api/session.ts';
import { SessionContext } from './session-context.ts';
import { SignIn } from './sign-in.tsx';

/** Shows the sign-in until there is a session; everything below has a client that is signed in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  useEffect(() => {
    readSession().then(setSession, () => setSession(null));
  }, []);
  const client = useMemo(() => (session ? createApiClient(() => setSession(null)) : null), [session]);

  if (session === undefined)
    return (
      <Center mih="60vh">
        <Loader />
      </Center>
    );
  if (session === null || client === null) return <SignIn onSignedIn={setSession} />;
  return (
    <SessionContext value={{ session, signedOut: () => setSession(null) }}>
      <Provider value={client}>{children}</Provider>
    </SessionContext>
  );
}
