import { defineConfig } from "vitest/config";

// Measures, and checks nothing: `npm run bench`.
export default defineConfig({
  test: { fileParallelism: false, include: ["bench/**/*.bench.ts"], pool: "threads", testTimeout: 300_000 },
});
