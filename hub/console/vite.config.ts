// Builds the staff console to hub/console/dist: plain files that the hub serves, no inline script, no inline style. In
// development (`npx vite --config hub/console/vite.config.ts`) the interface comes from a hub on its usual port.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const hub = 'http://127.0.0.1:7071';

export default defineConfig({
  root: here,
  base: '/',
  logLevel: 'warn',
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('./dist', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0, // data: URLs would need a wider content security policy
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 6000, // the engine's word tables, loaded only for Content
  },
  server: { proxy: { '/api/live': { target: hub, ws: true }, '/api': hub, '/content': hub } },
});
