// Packs built pages for the relay: every file as it is, and smaller by Brotli and gzip where that saves something, with the list that the relay reads
// (docs/spec/server.md, WEB). What was packed once is kept by its hash: the engine's WASM takes seconds, and seldom changes.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const CODINGS = [
  {
    token: "br",
    suffix: ".br",
    code: (bytes) =>
      brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
  },
  { token: "gzip", suffix: ".gz", code: (bytes) => gzipSync(bytes, { level: 9 }) },
];

/** A saving below this is not worth a second copy. */
const WORTH = 0.95;

export function pack(from, to, kept) {
  mkdirSync(kept, { recursive: true });
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(from, join(each.parentPath, each.name)))
    .sort();
  const lines = files.map((file) => {
    const bytes = readFileSync(join(from, file));
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(join(from, file), join(to, file));
    const codings = CODINGS.filter(({ suffix, code }) => {
      const packed = join(kept, hash + suffix);
      if (!existsSync(packed)) writeFileSync(packed, code(bytes));
      if (readFileSync(packed).length > bytes.length * WORTH) return false;
      copyFileSync(packed, join(to, file + suffix));
      return true;
    });
    return [file.replaceAll("\\", "/"), hash, ...codings.map(({ token }) => token)].join(" ");
  });
  writeFileSync(join(to, "files.txt"), `${lines.join("\n")}\n`);
}
