/** Processor time of a process and all below it, as Linux counts it. */
import { readdirSync, readFileSync } from "node:fs";

const TICK_MILLIS = 10; // of /proc/PID/stat, where a second has 100
const CALM_MILLIS = 60; // of processor time in half a second

export function cpuMillis(root) {
  const all = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number)) {
    const fields = read(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ");
    if (fields.length > 20) all.set(pid, { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  const isBelow = (pid) => pid === root || (all.has(pid) && isBelow(all.get(pid).parent));
  let ticks = 0;
  for (const [pid, each] of all) if (isBelow(pid)) ticks += each.ticks;
  return ticks * TICK_MILLIS;
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has ended meanwhile
  }
}

/** Until a browser has done what it does once after a start: it is not what is measured. */
export async function settled(pid) {
  for (let calm = 0, turn = 0; calm < 3 && turn < 60; turn++) {
    const before = cpuMillis(pid);
    await new Promise((resolve) => setTimeout(resolve, 500));
    calm = cpuMillis(pid) - before < CALM_MILLIS ? calm + 1 : 0;
  }
}
