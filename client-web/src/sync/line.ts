/** The effects of a machine's current step, and the connection that frames go to. */
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { FrameSchema } from "../gen/meridian/v1/frame_pb";
import type { ClientEffect } from "./types";

export type FrameBody = NonNullable<MessageInitShape<typeof FrameSchema>["body"]>;

export function encodeFrame(body: FrameBody): Uint8Array {
  return toBinary(FrameSchema, create(FrameSchema, { body }));
}

export class Line {
  private effects: ClientEffect[] = [];
  connection = 0;

  dial(): void {
    this.connection++;
    this.add({ type: "Connect", connection: this.connection });
  }

  send(body: FrameBody): void {
    this.sendBytes(encodeFrame(body));
  }

  sendBytes(frame: Uint8Array): void {
    this.add({ type: "Send", connection: this.connection, frame });
  }

  hangUp(): void {
    this.add({ type: "Disconnect", connection: this.connection });
  }

  add(effect: ClientEffect): void {
    this.effects.push(effect);
  }

  take(): ClientEffect[] {
    const taken = this.effects;
    this.effects = [];
    return taken;
  }
}
