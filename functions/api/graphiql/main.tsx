import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { GraphiQL } from 'graphiql';
import { type FormEvent, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher.ts';

const FIRST_QUERY = `# The API of ecgraph. The schema is in the book at the left.
{
  viewer { name roles tenant { name } }
  studies(first: 10) {
    edges { node { id state receivedAt topFinding } }
  }
}
`;

/** The key stays in the memory of this page: it is gone with the page, and no script of another origin can find it. */
function Explorer({ apiKey }: { readonly apiKey: string | null }) {
  const fetcher = useMemo(() => createFetcher(apiKey), [apiKey]);
  return <GraphiQL fetcher={fetcher} defaultQuery={FIRST_QUERY} isHeadersEditorEnabled={false} />;
}

function KeyForm({ onKey }: { readonly onKey: (key: string | null) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = new FormData(event.currentTarget).get('key');
    onKey(typeof key === 'string' && key !== '' ? key : null);
  };
  return (
    <form className="key-form" onSubmit={submit}>
      <h1>ecgraph API</h1>
      <label htmlFor="key">API key</label>
      <input
        id="key"
        name="key"
        type="password"
        autoComplete="off"
        placeholder="leave empty to use the console's session"
      />
      <button type="submit">Open</button>
    </form>
  );
}

function Page() {
  const [access, setAccess] = useState<{ readonly key: string | null } | null>(null);
  return access ? <Explorer apiKey={access.key} /> : <KeyForm onKey={(key) => setAccess({ key })} />;
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Page />);
