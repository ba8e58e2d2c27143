import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// A relay for `vite dev` and `vite preview`: pages must be of the relay's own origin, so it is reached through the server of the pages.
const relay = process.env.MERIDIAN_RELAY ?? "http://127.0.0.1:7400";

export default defineConfig({
  plugins: [react()],
  worker: { format: "es" },
  build: { target: "es2023", sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/sync": { target: relay, ws: true } } },
  preview: { proxy: { "/sync": { target: relay, ws: true } } },
});
