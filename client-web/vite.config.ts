import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { serviceWorker } from "./scripts/serviceWorkerPlugin.ts";

// A relay for `vite dev` and `vite preview`: pages must be of the relay's own origin, so it is reached through the server of the pages.
const relay = process.env.MERIDIAN_RELAY ?? "http://127.0.0.1:7400";

export default defineConfig({
  plugins: [react(), serviceWorker()],
  // A package of ours asks Node's module where the platform has no WebCrypto; every browser that can run this has it.
  resolve: {
    alias: {
      crypto: new URL("./src/trust/webCrypto.ts", import.meta.url).pathname,
      // The Markdown of the editor brings parsers of HTML, CSS and JavaScript that nobody here needs.
      "@codemirror/lang-html": new URL("./src/ui/documents/plainHtml.ts", import.meta.url).pathname,
    },
  },
  worker: { format: "es" },
  build: {
    target: "es2023",
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { "/sync": { target: relay, ws: true } } },
  preview: { proxy: { "/sync": { target: relay, ws: true } } },
});
