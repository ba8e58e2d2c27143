/** One table of what was measured, what was to be met, and whether it was; first the machine. */
import { writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

export class Table {
  rows = [];

  constructor(options) {
    this.options = options;
    this.loadBefore = loadavg()[0];
  }

  /** @param target in words; empty where there is none, and `met` is not asked then */
  row(what, measured, target = "", met = undefined) {
    this.rows.push({ what, measured, target, met });
    console.error(`bench web: ${what}: ${measured}`);
  }

  print() {
    const { cards, arrows, quick, out } = this.options;
    const number = (n) => n.toLocaleString("en");
    const load = `load average ${this.loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`;
    const said = { true: "yes", false: "**no**" };
    const text = [
      `### The web client in Chromium: ${number(cards)} cards, ${number(arrows)} arrows`,
      "",
      `${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory; ${load}. No GPU.${quick ? " A quick run." : ""}`,
      "",
      "| what | measured | target | met |",
      "| --- | --- | --- | --- |",
      ...this.rows.map(({ what, measured, target, met }) => `| ${what} | ${measured} | ${target} | ${said[met] ?? ""} |`),
      "",
    ].join("\n");
    console.log(text);
    if (out !== undefined) writeFileSync(out, text);
  }
}

/** @returns the value that a share of all are not above */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function millis(value) {
  return value < 10 ? `${value.toFixed(1)} ms` : value < 1_000 ? `${value.toFixed(0)} ms` : `${(value / 1_000).toFixed(2)} s`;
}

/** "4.1 ms, 95 of 100 within 7.9 ms" */
export function spread(values) {
  return `${millis(quantile(values, 0.5))}, 95 of 100 within ${millis(quantile(values, 0.95))}`;
}
