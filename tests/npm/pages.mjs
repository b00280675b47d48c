/* Installs the package of `release/` in a folder, and puts the pages of React, Vue and Svelte of `examples/` beside
   it, which find it by an import map. For tests/browser/tests/packages.rs. */

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [folder] = process.argv.slice(2);
const root = fileURLToPath(new URL("../..", import.meta.url));
const tools = join(root, "target/npm/node_modules");
const { build } = createRequire(join(tools, "x.js"))("esbuild");
const { compile } = await import(join(tools, "svelte/src/compiler/index.js"));

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "package.json"), '{ "private": true }');
const archive = readdirSync(join(root, "release")).find((name) => name.endsWith(".tgz"));
execFileSync("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", join(root, "release", archive)], { cwd: folder });

const svelte = {
  name: "svelte",
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, ({ path }) => ({ contents: compile(readFileSync(path, "utf8"), { filename: path }).js.code }));
  },
};
const names = ["react", "vue", "svelte"];
await build({
  entryPoints: names.map((name) => join(root, "examples", `${name}.js`)),
  outdir: folder,
  bundle: true,
  format: "esm",
  external: ["em-mixture"],
  nodePaths: [tools],
  conditions: ["browser", "production"],
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [svelte],
});
for (const name of names) {
  writeFileSync(
    join(folder, `${name}.html`),
    `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>${name}</title><div id="page"></div>
<script type="importmap">{ "imports": { "em-mixture": "./node_modules/em-mixture/index.js" } }</script>
<script type="module" src="${name}.js"></script>\n`,
  );
}
