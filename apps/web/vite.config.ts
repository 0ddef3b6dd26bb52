import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the API: the server's default port. */
const SERVER = process.env.PLIMSOLL_SERVER ?? 'http://127.0.0.1:4680';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { port: 4681, proxy: { '/api': { target: SERVER, changeOrigin: false } } },
  build: {
    target: 'es2023',
    // No data: URLs: the content security policy allows pictures and fonts of this server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
