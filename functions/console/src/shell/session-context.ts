import { createContext, useContext } from 'react';
import type { Session } from '../api/session.ts';

export const SessionContext = createContext<{ session: Session; signedOut: () => void } | null>(null);

/** The signed-in caller. Only below SessionGate. */
export function useSession() {
  const value = useContext(SessionContext);
  if (value === null) throw new Error('useSession is used outside SessionGate');
  return value;
}
