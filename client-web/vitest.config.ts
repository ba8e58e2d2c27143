import { defineConfig } from "vitest/config";

export default defineConfig({
  // One file at a time: the tests with the Java client start processes of their own.
  test: {
    fileParallelism: false,
    include: ["test/**/*.test.ts"],
    pool: "threads",
    testTimeout: 20_000,
  },
});
