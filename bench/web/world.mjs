/** A relay, a person on the command line and a browser, all of this machine: what the measurements of the web client stand on. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = new URL("../..", import.meta.url).pathname;
const web = join(root, "client-web");
const { chromium } = createRequire(join(web, "package.json"))("playwright-core");
const jar = join(root, "cli/target/meridian.jar");
const run = promisify(execFile);

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export class World {
  folder = mkdtempSync(join(tmpdir(), "meridian-web-bench-"));
  processes = [];
  relay = "";
  pages = "";

  /** A relay and the built pages in front of it. */
  static async start() {
    const world = new World();
    const home = execFileSync("bash", ["-c", `. "${root}/build-tools/jdk.sh"; find_jdk && printf %s "$JAVA_HOME"`], { encoding: "utf8" });
    if (home === "" || !existsSync(jar)) throw new Error(`a JDK and ${jar} are needed: build with mvn first`);
    world.java = join(home, "bin/java");
    const data = join(world.folder, "relay");
    world.relay = await world.spawn(world.java, world.flags("relay-home", "relay", "--data", data, "--listen", "127.0.0.1:0"));
    // A program that was packed with the pages serves them itself.
    if (process.env.MERIDIAN_PREVIEW === undefined && (await servesPages(world.relay))) {
      world.pages = world.relay;
      return world;
    }
    if (!existsSync(join(web, "dist/index.html"))) throw new Error("client-web/dist is missing: npm run build there first");
    const port = await freePort();
    const vite = [join(web, "node_modules/vite/bin/vite.js"), "preview", "--port", String(port), "--strictPort", "--host", "127.0.0.1"];
    world.pages = await world.spawn(process.execPath, vite, { cwd: web, env: { ...process.env, MERIDIAN_RELAY: world.relay, NO_COLOR: "1" } });
    return world;
  }

  flags(home, ...args) {
    const its = ["--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar];
    return [...its, "--home", join(this.folder, home), ...args];
  }

  /** Starts a process and waits for the address that it says. */
  spawn(program, args, options = {}) {
    const started = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    this.processes.push(started);
    return new Promise((resolve, reject) => {
      let said = "";
      const hear = (data) => {
        said += data.toString();
        const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (found !== null) resolve(found[0]);
      };
      started.stdout.on("data", hear);
      started.stderr.on("data", hear);
      started.on("exit", () => reject(new Error(`${program} ended: ${said}`)));
    });
  }

  async meridian(person, ...args) {
    const { stdout } = await run(this.java, this.flags(person, ...args), { timeout: 120_000, maxBuffer: 64e6 });
    return stdout.trim();
  }

  /** A workspace of one person with a board of this file, and a link for one more to join. */
  async invite(file, title) {
    await this.meridian("anna", "workspace", "create", "Bench", "--relay", this.relay);
    await this.meridian("anna", "import", file, "--board", title);
    await this.meridian("anna", "sync");
    const said = await this.meridian("anna", "invite", "--uses", "9");
    const link = /https?:\/\/\S+#\S+/.exec(said)?.[0];
    if (link === undefined) throw new Error(`no link in: ${said}`);
    // Whatever serves the pages stands before the relay: what they dial must be of their own origin.
    return link.replace(/^https?:\/\/[^/#]+/, this.pages);
  }

  /** @returns a browser with a profile of its own, and the process id of its first process */
  async browser(options = {}) {
    const executablePath = process.env.CHROMIUM ?? BROWSERS.find(existsSync);
    if (executablePath === undefined) throw new Error("no Chromium here: set CHROMIUM to one");
    const context = await chromium.launchPersistentContext(join(this.folder, `profile-${this.processes.length}-${Date.now()}`), {
      executablePath,
      headless: true,
      args: FLAGS,
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    this.contexts = [...(this.contexts ?? []), context];
    return context;
  }

  async end() {
    for (const context of this.contexts ?? []) await context.close().catch(() => undefined);
    for (const each of this.processes) each.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function servesPages(relay) {
  const answer = await fetch(`${relay}/`);
  return answer.ok && (answer.headers.get("content-type") ?? "").includes("html");
}

/** Joins by a link in a fresh browser. @returns its page, at the one board there is */
export async function joinBy(context, link, person) {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("Your name").fill(person);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("button", { name: "I have written them down" }).click({ timeout: 60_000 });
  const board = page.locator('main a[href*="/board/"]');
  await page.locator("#canvas").or(board).first().waitFor({ timeout: 60_000 });
  if ((await board.count()) > 0) await board.first().click();
  await page.locator("#canvas").waitFor();
  return page;
}
