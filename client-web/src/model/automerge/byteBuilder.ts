/** Bytes that grow at their end. Numbers are LEB128 in their shortest form. */
export class ByteBuilder {
  private bytes = new Uint8Array(256);
  private count = 0;

  get size(): number {
    return this.count;
  }

  clear(): void {
    this.count = 0;
  }

  private room(more: number): void {
    if (this.count + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.count + more));
    larger.set(this.bytes.subarray(0, this.count));
    this.bytes = larger;
  }

  u8(value: number): void {
    this.room(1);
    this.bytes[this.count++] = value;
  }

  put(more: Uint8Array): void {
    this.room(more.length);
    this.bytes.set(more, this.count);
    this.count += more.length;
  }

  /** @param value an integer not below zero */
  uleb(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.u8((rest % 0x80) | 0x80);
    this.u8(rest);
  }

  /** @param value an integer */
  sleb(value: number | bigint): void {
    for (let rest = BigInt(value); ; ) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      const isDone = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
      this.u8(isDone ? low : low | 0x80);
      if (isDone) return;
    }
  }

  /** What was put so far: a copy. */
  taken(): Uint8Array {
    return this.bytes.slice(0, this.count);
  }

  /** The same without a copy: good until the next word. */
  get view(): Uint8Array {
    return this.bytes.subarray(0, this.count);
  }
}
