import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** GraphiQL as files of our own, editor workers included: the API's pages load nothing from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/graphiql/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 6000, reportCompressedSize: false },
  worker: { format: 'es' },
});
