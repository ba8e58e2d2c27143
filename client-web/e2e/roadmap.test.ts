/** A canvas of another program: dropped on an empty board, laid out, exported; what was not touched is as it was (FMT). */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CANVAS } from "../src/ui/canvas/strings";
import type { Person } from "./person";
import { openStage } from "./stage";

const stage = openStage();

interface Node {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
}

interface CanvasFile {
  readonly nodes: readonly Node[];
  readonly edges: readonly unknown[];
}

/** The real roadmap where it is at hand, else the small sample of the command line's tests. */
function roadmap(): string {
  const real = join(process.env.MERIDIAN_DATA ?? "", "stardust-roadmap/Roadmap.canvas");
  const sample = "../../cli/src/test/resources/dev/meridian/cli/samples/Roadmap.canvas";
  const isReal = (process.env.MERIDIAN_DATA ?? "") !== "" && existsSync(real);
  return readFileSync(isReal ? real : new URL(sample, import.meta.url), "utf8");
}

async function drop({ page }: Person, name: string, text: string): Promise<void> {
  const files = await page.evaluateHandle(
    ([called, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], called));
      return transfer;
    },
    [name, text] as const,
  );
  await page.locator("#canvas").dispatchEvent("drop", { dataTransfer: files });
}

async function exported({ page }: Person): Promise<CanvasFile> {
  await page.getByRole("button", { name: CANVAS.more }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: CANVAS.exportCanvas }).click();
  return JSON.parse(readFileSync(await (await download).path(), "utf8")) as CanvasFile;
}

test("Roadmap.canvas dropped on an empty board comes out as it was; laid out, all but the places of its cards does", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.newBoard("Plan");
  await ana.isOpen();
  const text = roadmap();
  const file = JSON.parse(text) as CanvasFile;
  await drop(ana, "Roadmap.canvas", text);
  await ana.sees("Roadmap.canvas");
  await ana.page.getByRole("option").first().or(ana.page.locator("#canvas canvas").first()).waitFor();
  expect(await exported(ana)).toEqual(file);

  await ana.page.locator("#canvas").focus();
  await ana.page.keyboard.press("Control+a");
  await ana.page.keyboard.press("Control+Shift+L");
  const cards = file.nodes.filter(({ type }) => type !== "group");
  await ana.sees(CANVAS.arranged(cards.length));
  const after = await exported(ana);
  expect(after.edges).toEqual(file.edges);
  const isMoved = ({ x, y }: Node, i: number) => x !== file.nodes[i]?.x || y !== file.nodes[i]?.y;
  expect(after.nodes.filter(isMoved).length).toBeGreaterThan(0);
  for (const [i, node] of after.nodes.entries()) {
    expect(isMoved(node, i) ? placeless(node) : node).toEqual(
      isMoved(node, i) ? placeless(file.nodes[i]!) : file.nodes[i],
    );
  }
  await ana.page.keyboard.press("Escape");
  await ana.page.locator("#canvas").focus();
  await ana.page.keyboard.press("Control+z"); // one step
  await expect.poll(() => exported(ana), { timeout: 20_000 }).toEqual(file);
}, 120_000);

/** Without its place, and without the note of where it stood that an import compares with (FMT); a group goes around its cards anew. */
function placeless(node: Node): unknown {
  const { x: _, y: __, meridian: ___, ...rest } = node as Node & { readonly meridian?: unknown };
  if (node.type !== "group") return rest;
  const { width: ____, height: _____, ...group } = rest as { readonly width?: number; readonly height?: number };
  return group;
}
