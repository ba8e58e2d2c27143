/** The Java relay and client, as processes on loopback. */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = new URL("../..", import.meta.url).pathname;
const jar = join(root, "cli/target/meridian.jar");

/** Whether the runnable jar was built, and a JDK is here to run it. */
export function javaHome(): string | undefined {
  if (!existsSync(jar)) return undefined;
  const script = `. "${root}/build-tools/jdk.sh"; find_jdk && printf %s "$JAVA_HOME"`;
  try {
    return execFileSync("bash", ["-c", script], { encoding: "utf8" }) || undefined;
  } catch {
    return undefined; // no JDK
  }
}

const JVM = ["--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

function flags(...args: string[]): string[] {
  return [...JVM, "-jar", jar, ...args];
}

/** The program with files of a folder in front of its own. */
function flagsWith(folder: string, ...args: string[]): string[] {
  return [...JVM, "-cp", `${folder}:${jar}`, "dev.meridian.cli.Main", ...args];
}

const run = promisify(execFile);

export class JavaWorld {
  readonly folder = mkdtempSync(join(tmpdir(), "meridian-web-"));
  private relayProcess: ChildProcess | undefined;
  url = "";
  /** What commands find in their environment besides what is there. */
  readonly environment: Record<string, string> = {};

  constructor(private readonly home: string) {}

  private get java(): string {
    return join(this.home, "bin/java");
  }

  /** Starts a relay, on the port it had before where there was one; with files of a folder in front of the program's own, if one is given. */
  async startRelay(overlay?: string, ...more: string[]): Promise<void> {
    const listen = this.url === "" ? "127.0.0.1:0" : new URL(this.url).host;
    const words = ["--home", join(this.folder, "relay-home"), "relay", "--data", join(this.folder, "relay")];
    words.push("--listen", listen, ...more);
    const args = overlay === undefined ? flags(...words) : flagsWith(overlay, ...words);
    const started = spawn(this.java, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.relayProcess = started;
    this.url = await new Promise<string>((resolve, reject) => {
      let said = "";
      const hear = (data: Buffer) => {
        said += data.toString();
        const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (found !== null) resolve(found[0]);
      };
      started.stdout.on("data", hear);
      started.stderr.on("data", hear);
      started.on("exit", () => reject(new Error(`the relay ended: ${said}`)));
    });
  }

  /** Asks it to stop, or kills it. */
  async stopRelay(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const running = this.relayProcess;
    this.relayProcess = undefined;
    if (running === undefined) return;
    const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill(signal);
    await ended;
  }

  /** Runs a command of a person's home. */
  async meridian(person: string, ...args: string[]): Promise<string> {
    const { stdout } = await run(this.java, flags("--home", join(this.folder, person), ...args), {
      timeout: 60_000,
      env: { ...process.env, ...this.environment },
    });
    return stdout;
  }

  async end(): Promise<void> {
    await this.stopRelay();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
