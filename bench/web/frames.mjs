/** How smoothly the canvas pans, zooms and drags, by real input. Frames are counted in the page, processor time over all of the browser's processes. */
import { columnsOf, placeOf } from "./board.mjs";
import { cpuMillis, settled } from "./processes.mjs";
import { millis, quantile } from "./table.mjs";
import { ready } from "./world.mjs";

const TARGETS = { fps: 50, p95Millis: 33, cpuMillis: 15 };
const TARGET = `${TARGETS.fps} frames/s, p95 ${TARGETS.p95Millis} ms, CPU ${TARGETS.cpuMillis} ms a frame`;
const STEPS = 240;
const QUICK_STEPS = 90;

export async function frames({ browser, page, board, workspace, world, options, table }) {
  const steps = options.quick ? QUICK_STEPS : STEPS;
  await page.goto(`${world.pages}/#/w/${workspace}/board/${board}`);
  for (const zoom of [1, 0.5, 0.25, "fit"]) {
    const at = await look(page, board, zoom, options.cards);
    await settled(browser.pid);
    row(table, `pan at ${zoom}`, await measured(page, browser.pid, () => pan(page, steps)));
    row(table, `zoom from ${zoom} and back`, await measured(page, browser.pid, () => zooming(page, steps)));
    await look(page, board, zoom, options.cards);
    await settled(browser.pid);
    row(table, `drag a card at ${zoom}`, await measured(page, browser.pid, () => drag(page, at, steps, options.cards)));
  }
}

function row(table, what, { fps, p95, longest, cpu }) {
  const met = fps >= TARGETS.fps && Math.round(p95) <= TARGETS.p95Millis && cpu <= TARGETS.cpuMillis;
  const said = `${fps.toFixed(0)} frames/s, p95 ${p95.toFixed(0)} ms, longest ${longest.toFixed(0)} ms, CPU ${millis(cpu)} a frame`;
  table.row(what, said, TARGET, met);
}

/** Looks at the middle of the board from so near. @returns the view: what the page itself remembers of a visit */
async function look(page, board, zoom, cards) {
  const rows = Math.ceil(cards / columnsOf(cards));
  const middle = { x: (columnsOf(cards) * 340) / 2, y: (rows * 190) / 2 };
  const screen = await page.locator("#canvas").boundingBox();
  const fit = Math.min((screen.width - 96) / (columnsOf(cards) * 340), (screen.height - 96) / (rows * 190));
  const scale = zoom === "fit" ? fit : zoom;
  const view = { x: screen.width / 2 - middle.x * scale, y: screen.height / 2 - middle.y * scale, zoom: scale };
  await page.evaluate(
    ([key, text]) => localStorage.setItem(key, text),
    [`meridian.view.${board}`, `${view.x} ${view.y} ${view.zoom}`],
  );
  await page.reload();
  await ready(page);
  return { view, screen };
}

/** With the middle button, in a large loop: every picture is left behind several times. */
async function pan(page, steps) {
  const { x, y, width, height } = await page.locator("#canvas").boundingBox();
  const [cx, cy] = [x + width / 2, y + height / 2];
  await page.mouse.move(cx, cy);
  await page.mouse.down({ button: "middle" });
  for (let i = 1; i <= steps; i++) {
    const turn = (i / steps) * 4 * Math.PI;
    await page.mouse.move(cx + Math.sin(turn) * width * 0.45, cy + (1 - Math.cos(turn)) * height * 0.2);
  }
  await page.mouse.up({ button: "middle" });
}

async function zooming(page, steps) {
  const { x, y, width, height } = await page.locator("#canvas").boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.keyboard.down("Control");
  for (let i = 0; i < steps / 2; i++) await page.mouse.wheel(0, i < steps / 4 ? -8 : 8);
  await page.keyboard.up("Control");
}

async function drag(page, { view, screen }, steps, cards) {
  const columns = columnsOf(cards);
  const middle = Math.floor(cards / columns / 2) * columns + Math.floor(columns / 2);
  const card = placeOf(middle, columns);
  const [cx, cy] = [screen.x + (card.x + 130) * view.zoom + view.x, screen.y + (card.y + 60) * view.zoom + view.y];
  await page.mouse.move(cx, cy);
  await page.mouse.down();
  for (let i = 1; i <= steps; i++) {
    const turn = (i / steps) * 4 * Math.PI;
    await page.mouse.move(cx + Math.sin(turn) * 220, cy + (1 - Math.cos(turn)) * 110);
  }
  await page.mouse.up();
  await page.keyboard.press("Escape");
}

async function measured(page, pid, act) {
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
  const gaps = frames.slice(1).map((at, i) => at - frames[i]);
  return {
    fps: gaps.length / ((frames.at(-1) - frames[0]) / 1_000),
    p95: quantile(gaps, 0.95),
    longest: quantile(gaps, 1),
    cpu: cpu / Math.max(1, gaps.length),
  };
}
