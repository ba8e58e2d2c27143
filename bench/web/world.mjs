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
  "--headless",
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
  browsers = [];
  relay = "";
  pages = "";

  /** A relay and the built pages in front of it. */
  static async start() {
    const world = new World();
    const home = execFileSync("bash", ["-c", `. "${root}/build-tools/jdk.sh"; find_jdk && printf %s "$JAVA_HOME"`], { encoding: "utf8" });
    if (home === "" || !existsSync(jar)) throw new Error(`a JDK and ${jar} are needed: build with mvn first`);
    world.java = join(home, "bin/java");
    await world.startRelay();
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

  /** Starts the relay, on the port that it had before where there was one. */
  async startRelay() {
    const listen = this.relay === "" ? "127.0.0.1:0" : new URL(this.relay).host;
    const args = this.flags("relay-home", "relay", "--data", join(this.folder, "relay"), "--listen", listen);
    this.relay = await this.spawn(this.java, args);
    this.relayProcess = this.processes.at(-1);
  }

  async stopRelay() {
    const { relayProcess } = this;
    const ended = new Promise((resolve) => relayProcess.once("exit", resolve));
    relayProcess.kill("SIGTERM");
    await ended;
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

  /** A workspace of one person with a board of this file and documents of these, and a link for others to join. */
  async invite(file, title, documents) {
    await this.meridian("anna", "workspace", "create", "Bench", "--relay", this.relay);
    await this.meridian("anna", "import", file, "--board", title);
    for (const [name, text] of Object.entries(documents)) await this.meridian("anna", "doc", "new", name, "--file", text);
    await this.meridian("anna", "sync");
    const said = await this.meridian("anna", "invite", "--uses", "9");
    const link = /https?:\/\/\S+#\S+/.exec(said)?.[0];
    if (link === undefined) throw new Error(`no link in: ${said}`);
    // Whatever serves the pages stands before the relay: what they dial must be of their own origin.
    return link.replace(/^https?:\/\/[^/#]+/, this.pages);
  }

  /** A browser with a profile of this name, to be ended and started again. */
  async browser(name) {
    const browser = new Browser(join(this.folder, `profile-${name}`));
    this.browsers.push(browser);
    await browser.start();
    return browser;
  }

  async end() {
    for (const browser of this.browsers) await browser.kill();
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

/** A Chromium of its own, with a profile that outlives it. */
export class Browser {
  constructor(profile) {
    this.profile = profile;
  }

  async start() {
    const executablePath = process.env.CHROMIUM ?? BROWSERS.find(existsSync);
    if (executablePath === undefined) throw new Error("no Chromium here: set CHROMIUM to one");
    const args = [...FLAGS, `--user-data-dir=${this.profile}`, "--remote-debugging-port=0", "about:blank"];
    const started = spawn(executablePath, args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    this.pid = started.pid;
    this.ended = new Promise((resolve) => started.once("exit", resolve));
    const address = await new Promise((resolve, reject) => {
      let said = "";
      started.stderr.on("data", (data) => {
        said += data.toString();
        const found = /DevTools listening on (ws:\/\/\S+)/.exec(said);
        if (found !== null) resolve(found[1]);
      });
      started.on("exit", () => reject(new Error(`Chromium ended: ${said}`)));
    });
    this.connected = await chromium.connectOverCDP(address);
  }

  async page() {
    const page = await this.connected.contexts()[0].newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    return page;
  }

  /** Ends all of its processes at once. */
  async kill() {
    if (this.pid === undefined) return;
    const { pid } = this;
    this.pid = undefined;
    try {
      process.kill(-pid, "SIGKILL"); // its group, which is ours alone
    } catch {
      // It has ended by itself.
    }
    await this.ended;
  }

  /** Runs something in the engine's worker, and gives back its value. */
  async inEngine(expression) {
    return this.asEngine("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
  }

  /** A command of the debugger to the engine's worker. */
  async asEngine(method, params = {}) {
    const session = await this.connected.newBrowserCDPSession();
    try {
      const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "shared_worker" }] });
      const targetId = targetInfos[0]?.targetId;
      if (targetId === undefined) throw new Error("the engine's worker is not among the targets");
      const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
      const answer = new Promise((resolve, reject) => {
        session.on("Target.receivedMessageFromTarget", ({ message }) => {
          const { id, result, error } = JSON.parse(message);
          if (id === 1) error === undefined ? resolve(result) : reject(new Error(error.message));
        });
      });
      await session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: 1, method, params }) });
      return await answer;
    } finally {
      await session.detach();
    }
  }
}

/** Joins by a link in a fresh browser. @returns its page, at the one board there is */
export async function joinBy(browser, link, person) {
  const page = await browser.page();
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

/** Until what is in sight of a board is painted, from wherever. @returns when that was, in milliseconds since the navigation */
export async function painted(page) {
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, "meridian: board painted", { timeout: 120_000 });
  return page.evaluate((name) => performance.getEntriesByName(name)[0].startTime, "meridian: board painted");
}

/** Until the board is the engine's. @returns when that was, in milliseconds since the navigation */
export async function ready(page) {
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, "meridian: board ready", { timeout: 120_000 });
  return page.evaluate((name) => performance.getEntriesByName(name)[0].startTime, "meridian: board ready");
}

/** Until the line at the side says so. */
export async function synced(page) {
  await page.waitForFunction(() => /Everything is synced/.test(document.querySelector("header")?.innerText ?? ""), undefined, { timeout: 120_000 });
}
