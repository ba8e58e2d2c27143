/** One person's way to the relay, which can be cut and mended: to its other ends it is the relay itself. */
import { connect, createServer, type Server, type Socket } from "node:net";

export class Cable {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(private readonly server: Server) {}

  /** @param relay its address, `http://127.0.0.1:PORT` */
  static async to(relay: string): Promise<Cable> {
    const port = Number(new URL(relay).port);
    const server = createServer((near) => cable.join(near, port));
    const cable = new Cable(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return cable;
  }

  /** The relay as it is reached through here. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the cable has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  private join(near: Socket, port: number): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy()); // cut here or there: both ends are gone
      one.on("close", () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async end(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
