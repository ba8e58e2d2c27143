import { defineConfig } from "vitest/config";

export default defineConfig({
  // One browser at a time: each file has a relay and a Chromium of its own.
  test: {
    fileParallelism: false,
    include: ["e2e/**/*.test.ts"],
    pool: "threads",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
