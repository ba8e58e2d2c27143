// Runs a program that ships as one package a platform: `node scripts/tool.mjs biome ci .`. The packages that wrap them list every platform, and
// npm refuses a lock file that lacks one which its registry does not serve.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const [, , tool, ...args] = process.argv;
const { platform, arch } = process;
const packages = {
  biome: [`@biomejs/cli-${platform}-${arch}`, "biome"],
  buf: [`@bufbuild/buf-${platform}-${arch === "arm64" ? "aarch64" : arch}`, "bin/buf"],
};
const [name, program] = packages[tool] ?? [];
if (name === undefined) {
  console.error(`There is no tool ${tool}.`);
  process.exit(2);
}
let folder;
try {
  folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
} catch {
  console.error(`${tool} is not installed for ${platform} on ${arch}: add ${name} to optionalDependencies.`);
  process.exit(2);
}
const run = spawnSync(join(folder, program), args, { stdio: "inherit" });
process.exit(run.status ?? 1);
