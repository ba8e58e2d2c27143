// What Maven asks of npm and Vite, each part only where its inputs have changed: `node scripts/maven.mjs build` or `check`.
// `build` installs the packages of the lock file, generates the messages, builds the pages and packs them for the relay into target/classes;
// `check` lints, checks the types and runs the tests that need no relay.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { pack } from "./pack.mjs";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(here, "target");
const node = process.execPath;

function run(program, ...args) {
  try {
    execFileSync(program, args, { cwd: here, stdio: "inherit" });
  } catch {
    console.error(`meridian: \`${[program === node ? "node" : program, ...args].join(" ")}\` failed in client-web`);
    process.exit(1);
  }
}

/** Whether node_modules holds what the lock file names. Programs for other platforms are optional and not here. */
function isInstalled() {
  const kept = join(here, "node_modules/.package-lock.json");
  if (!existsSync(kept)) return false;
  const wanted = packagesOf(join(here, "package-lock.json"));
  const present = packagesOf(kept);
  for (const [path, { version, optional }] of wanted) {
    const found = present.get(path);
    if (found === undefined ? optional !== true : found.version !== version) return false;
  }
  return true;
}

function packagesOf(file) {
  const packages = Object.entries(JSON.parse(readFileSync(file, "utf8")).packages);
  return new Map(packages.filter(([path]) => path !== ""));
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
}

/** Of the content of files and folders. */
function fingerprint(...paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(join(here, path))).sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(here, file)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/** Does the work unless it was done with these inputs. */
function once(name, print, isThere, work) {
  const stamp = join(target, `${name}.done`);
  if (isThere() && existsSync(stamp) && readFileSync(stamp, "utf8") === print) return;
  work();
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, print);
}

const proto = "../proto/src/main/proto";
const generator = ["buf.gen.yaml", "package-lock.json"];
const sources = [
  "index.html",
  "vite.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
  "public",
  "scripts",
];

if (!isInstalled()) run("npm", "ci", "--loglevel=error");
once(
  "generate",
  fingerprint(proto, ...generator),
  () => existsSync(join(here, "src/gen")),
  () => run(node, "scripts/tool.mjs", "buf", "generate"),
);

const [, , task] = process.argv;
if (task === "build") {
  const classes = join(target, "classes/meridian-web");
  once(
    "build",
    fingerprint("src", ...sources),
    () => existsSync(join(classes, "files.txt")),
    () => {
      run(node, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn");
      rmSync(classes, { recursive: true, force: true });
      pack(join(here, "dist"), classes, join(target, "packed"));
    },
  );
} else if (task === "check") {
  run(node, "scripts/tool.mjs", "biome", "ci", ".");
  run(node, "node_modules/typescript/bin/tsc", "--noEmit");
} else {
  console.error("usage: node scripts/maven.mjs build|check");
  process.exit(64);
}
