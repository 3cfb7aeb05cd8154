import vue from '@vitejs/plugin-vue';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ElementPlusResolver, VantResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { phoneFiles } from './phone-files.ts';
import { weighed } from './weights.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const phone = phoneFiles();
const api = process.env.QINGKONG_API ?? 'http://127.0.0.1:3000';

// Three entries, one build: the desk (Element Plus), the phone (Vant) and the wall (neither) never load each other's kit.
export default defineConfig({
  root: here,
  plugins: [
    vue(),
    Components({ dts: 'src/components.gen.d.ts', dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' }), VantResolver()] }),
    phone.plugin,
    // The phone alone has a service worker. It keeps the pages and never an answer of the API; a new one waits until its user says so.
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      scope: '/m/',
      manifest: false,
      workbox: {
        globPatterns: ['m/**/*.{html,png}', 'assets/**/*.{js,css}'],
        manifestTransforms: [async (files) => ({ manifest: files.filter(({ url }) => phone.has(url)), warnings: [] })],
        navigateFallback: '/m/index.html',
        navigateFallbackAllowlist: [/^\/m(\/|$)/],
        clientsClaim: true,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
      },
    }),
    weighed(resolve(here, 'dist')),
  ],
  resolve: { alias: { '@': resolve(here, 'src') } },
  build: {
    outDir: 'dist',
    target: 'chrome87',
    chunkSizeWarningLimit: 900,
    manifest: true,
    rollupOptions: { input: { desk: resolve(here, 'index.html'), phone: resolve(here, 'm/index.html'), wall: resolve(here, 'screen/index.html') } },
  },
  server: { proxy: { '/api': api } },
});
