/** Vite's plugin that bundles `src/serviceWorker.ts` and tells it of every file of the build. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Plugin, transformWithOxc } from "vite";

const source = fileURLToPath(new URL("../src/serviceWorker.ts", import.meta.url));
const still = fileURLToPath(new URL("../public", import.meta.url));

export function serviceWorker(): Plugin {
  return {
    name: "meridian-service-worker",
    apply: "build",
    enforce: "post",
    async generateBundle(_options, bundle) {
      const hash = createHash("sha256");
      const files: string[] = [];
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (name === "index.html") continue;
        files.push(`/${name}`);
        hash.update(name).update(file.type === "chunk" ? file.code : file.source);
      }
      for (const name of readdirSync(still).sort()) {
        files.push(`/${name}`);
        hash.update(name).update(readFileSync(`${still}/${name}`));
      }
      const page = bundle["index.html"];
      if (page?.type === "asset") hash.update(page.source);
      const { code } = await transformWithOxc(readFileSync(source, "utf8"), source, {});
      const known = `const BUILD = ${JSON.stringify(hash.digest("hex").slice(0, 16))};\nconst FILES = ${JSON.stringify(["/", ...files])};\n`;
      this.emitFile({ type: "asset", fileName: "serviceWorker.js", source: known + code });
    },
  };
}
