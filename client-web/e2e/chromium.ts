/** The system's Chromium, with what a test wants of it: no screen, no network of its own. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { type Browser, chromium } from "playwright-core";
import { expect } from "vitest";

export const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
] as const;

export const CHROMIUM = findChromium();

function findChromium(): string {
  const given = process.env.MERIDIAN_CHROMIUM;
  if (given !== undefined && given !== "") return given;
  const script = "command -v chromium || command -v chromium-browser || command -v google-chrome";
  return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trim();
}

/** A browser of its own with a profile that outlives it, to be killed. */
export class MortalBrowser {
  private process: ChildProcess | undefined;
  private connected: Browser | undefined;

  constructor(private readonly profile: string) {}

  /** Starts it, the first time or again. */
  async start(): Promise<Browser> {
    const args = [...FLAGS, `--user-data-dir=${this.profile}`, "--remote-debugging-port=0", "about:blank"];
    const started = spawn(CHROMIUM, args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    this.process = started;
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      started.stderr?.on("data", (data: Buffer) => {
        said += data.toString();
        const found = /DevTools listening on (ws:\/\/\S+)/.exec(said);
        if (found?.[1] !== undefined) resolve(found[1]);
      });
      started.on("exit", () => reject(new Error(`Chromium ended: ${said}`)));
    });
    this.connected = await chromium.connectOverCDP(address);
    return this.connected;
  }

  /** Ends all of its processes at once, as a power cut would. */
  async kill(): Promise<void> {
    const { process: running } = this;
    this.process = undefined;
    if (running?.pid === undefined) return;
    const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    process.kill(-running.pid, "SIGKILL"); // its group, which is ours alone
    await ended;
    await expect.poll(() => this.connected?.isConnected()).toBe(false);
  }
}
