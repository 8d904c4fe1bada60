import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1500 },
  server: {
    proxy: {
      '/graphql': { target: 'http://127.0.0.1:4000', ws: true },
      '/session': 'http://127.0.0.1:4000',
      '/uploads': 'http://127.0.0.1:4000',
      '/studies': 'http://127.0.0.1:4000',
    },
  },
});
