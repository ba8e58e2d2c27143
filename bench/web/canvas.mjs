/**
 * How smoothly the canvas of the built client pans, zooms and drags: a board of 5,000 cards and 10,000 arrows in headless Chromium, before a real relay. Frames are
 * counted in the page, processor time over all of the browser's processes. `node bench/web/canvas.mjs [--cards N] [--arrows N] [--out FILE]`
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { boardFile, columnsOf, placeOf } from "./board.mjs";
import { joinBy, World } from "./world.mjs";

const option = (name, other) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? other : process.argv[at + 1];
};
const CARDS = Number(option("cards", 5_000));
const ARROWS = Number(option("arrows", 10_000));
const STEPS = Number(option("steps", 240));
const TARGETS = { fps: 50, p95Millis: 33, cpuMillis: 15, heapMegabytes: 150 };
const CALM_MILLIS = 60; // of processor time in half a second
const TICK_MILLIS = 10; // of /proc/PID/stat, where a second has 100

const world = await World.start();
try {
  const file = join(world.folder, "bench.canvas");
  writeFileSync(file, JSON.stringify(boardFile(CARDS, ARROWS)));
  const context = await world.browser();
  const page = await joinBy(context, await world.invite(file, "Bench"), "Ben");
  await arrived(page);
  const board = /board\/([0-9a-f]{32})/.exec(page.url())[1];
  const pid = browserOf(world.folder);
  const rows = [];
  for (const zoom of [1, 0.5, 0.25, "fit"]) {
    const at = await look(page, board, zoom);
    await settled(pid);
    rows.push(await measured(page, pid, `pan at ${zoom}`, () => pan(page)));
    rows.push(await measured(page, pid, `zoom from ${zoom} and back`, () => zooming(page)));
    await look(page, board, zoom);
    await settled(pid);
    rows.push(await measured(page, pid, `drag a card at ${zoom}`, () => drag(page, at)));
  }
  const heap = await heapOf(page);
  report(rows, heap);
} finally {
  await world.end();
}

async function arrived(page) {
  // Everything is there when the line at the side says so and the map has settled.
  await page.waitForFunction(() => /synced/.test(document.body.innerText), undefined, { timeout: 120_000 });
  await page.waitForTimeout(3_000);
}

/** Until the engine has done what it does once after a start (what changed since one looked, the projection): it is not what is measured. */
async function settled(pid) {
  for (let calm = 0, turn = 0; calm < 3 && turn < 60; turn++) {
    const before = cpuMillis(pid);
    await new Promise((resolve) => setTimeout(resolve, 500));
    calm = cpuMillis(pid) - before < CALM_MILLIS ? calm + 1 : 0;
  }
}

/** Looks at the middle of the board from so near. @returns the view: what the page itself remembers of a visit */
async function look(page, board, zoom) {
  const rows = Math.ceil(CARDS / columnsOf(CARDS));
  const middle = { x: (columnsOf(CARDS) * 340) / 2, y: (rows * 190) / 2 };
  const screen = await page.locator("#canvas").boundingBox();
  const fit = Math.min((screen.width - 96) / (columnsOf(CARDS) * 340), (screen.height - 96) / (rows * 190));
  const scale = zoom === "fit" ? fit : zoom;
  const view = { x: screen.width / 2 - middle.x * scale, y: screen.height / 2 - middle.y * scale, zoom: scale };
  await page.evaluate(
    ([key, text]) => localStorage.setItem(key, text),
    [`meridian.view.${board}`, `${view.x} ${view.y} ${view.zoom}`],
  );
  await page.reload();
  await page.locator("#canvas").waitFor();
  await arrived(page);
  return { view, screen };
}

/** With the middle button, in a large loop: every picture is left behind several times. */
async function pan(page) {
  const { x, y, width, height } = await page.locator("#canvas").boundingBox();
  const [cx, cy] = [x + width / 2, y + height / 2];
  await page.mouse.move(cx, cy);
  await page.mouse.down({ button: "middle" });
  for (let i = 1; i <= STEPS; i++) {
    const turn = (i / STEPS) * 4 * Math.PI;
    await page.mouse.move(cx + Math.sin(turn) * width * 0.45, cy + (1 - Math.cos(turn)) * height * 0.2);
  }
  await page.mouse.up({ button: "middle" });
}

async function zooming(page) {
  const { x, y, width, height } = await page.locator("#canvas").boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.keyboard.down("Control");
  for (let i = 0; i < STEPS / 2; i++) await page.mouse.wheel(0, i < STEPS / 4 ? -8 : 8);
  await page.keyboard.up("Control");
}

async function drag(page, { view, screen }) {
  const columns = columnsOf(CARDS);
  const middle = Math.floor(CARDS / columns / 2) * columns + Math.floor(columns / 2);
  const card = placeOf(middle, columns);
  const [cx, cy] = [screen.x + (card.x + 130) * view.zoom + view.x, screen.y + (card.y + 60) * view.zoom + view.y];
  await page.mouse.move(cx, cy);
  await page.mouse.down();
  for (let i = 1; i <= STEPS; i++) {
    const turn = (i / STEPS) * 4 * Math.PI;
    await page.mouse.move(cx + Math.sin(turn) * 220, cy + (1 - Math.cos(turn)) * 110);
  }
  await page.mouse.up();
  await page.keyboard.press("Escape");
}

async function measured(page, pid, name, act) {
  await page.evaluate(() => {
    const frames = [];
    globalThis.frames_ = frames;
    const tick = (now) => {
      frames.push(now);
      globalThis.tick_ = requestAnimationFrame(tick);
    };
    globalThis.tick_ = requestAnimationFrame(tick);
  });
  const before = cpuMillis(pid);
  await act();
  const cpu = cpuMillis(pid) - before;
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.tick_);
    return globalThis.frames_;
  });
  const gaps = frames.slice(1).map((at, i) => at - frames[i]).sort((a, b) => a - b);
  const seconds = (frames.at(-1) - frames[0]) / 1_000;
  return {
    name,
    fps: (frames.length - 1) / seconds,
    p95Millis: gaps[Math.floor(gaps.length * 0.95)] ?? 0,
    longestMillis: gaps.at(-1) ?? 0,
    cpuMillis: cpu / Math.max(1, frames.length - 1),
  };
}

/** The first process of the browser whose profile lies in this folder. */
function browserOf(folder) {
  for (const pid of processes()) {
    const line = read(`/proc/${pid}/cmdline`).split("\0");
    if (line.some((each) => each.startsWith(`--user-data-dir=${folder}`)) && !line.some((each) => each.startsWith("--type="))) return pid;
  }
  throw new Error("the browser is not among the processes");
}

function processes() {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has ended meanwhile
  }
}

/** Processor time of a process and all below it. */
function cpuMillis(root) {
  const all = new Map();
  for (const pid of processes()) {
    const fields = read(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ");
    if (fields.length > 20) all.set(pid, { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  const isBelow = (pid) => pid === root || (all.has(pid) && isBelow(all.get(pid).parent));
  let ticks = 0;
  for (const [pid, each] of all) if (isBelow(pid)) ticks += each.ticks;
  return ticks * TICK_MILLIS;
}

async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

function report(rows, heap) {
  const met = (row) => row.fps >= TARGETS.fps && Math.round(row.p95Millis) <= TARGETS.p95Millis && row.cpuMillis <= TARGETS.cpuMillis;
  const lines = [
    `### Canvas in Chromium: ${CARDS.toLocaleString("en")} cards, ${ARROWS.toLocaleString("en")} arrows`,
    "",
    `${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory; load average ${loadavg()[0].toFixed(1)} at the end. No GPU.`,
    "",
    "| what | frames/s | p95 frame | longest | CPU a frame | target | met |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => {
      const { name, fps, p95Millis, longestMillis, cpuMillis: cpu } = row;
      return `| ${name} | ${fps.toFixed(0)} | ${p95Millis.toFixed(0)} ms | ${longestMillis.toFixed(0)} ms | ${cpu.toFixed(1)} ms | ${TARGETS.fps}, ${TARGETS.p95Millis} ms, ${TARGETS.cpuMillis} ms | ${met(row) ? "yes" : "**no**"} |`;
    }),
    `| heap of the page | | | | ${heap.toFixed(0)} MB | ${TARGETS.heapMegabytes} MB | ${heap <= TARGETS.heapMegabytes ? "yes" : "**no**"} |`,
    "",
  ];
  const text = lines.join("\n");
  console.log(text);
  const out = option("out", undefined);
  if (out !== undefined) writeFileSync(out, text);
}
