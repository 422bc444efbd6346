// Bundles the style sheets, fonts and script into the package's static files.
import { build } from "esbuild";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const outdir = join(here, "../src/landenbenadering/web/design/static/design/built");

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: ["src/app.css", "src/app.js"],
  entryNames: "[name]",
  assetNames: "files/[name]-[hash]",
  outdir,
  bundle: true,
  minify: true,
  legalComments: "eof",
  target: ["chrome109", "firefox115", "safari16"],
  format: "iife",
  loader: { ".woff2": "file", ".svg": "dataurl" },
  logLevel: "warning",
});
