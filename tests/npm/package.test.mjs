/* The npm package of `release/`, installed in an empty folder as anybody would. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tools = join(root, "target/npm/node_modules");
const folder = join(root, "target/consumer");
const installed = join(folder, "node_modules/em-mixture");
const archive = join(root, "release", readdirSync(join(root, "release")).find((name) => name.endsWith(".tgz")) ?? "");

const inFolder = (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: "pipe", timeout: 120_000 });
const tool = (name, ...args) => inFolder(process.execPath, join(tools, name), ...args);
const json = (path) => JSON.parse(readFileSync(path, "utf8"));

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  inFolder("npm", "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", archive);
});

test("it has the version of the crates, and the files that it names", () => {
  const { version } = json(join(installed, "package.json"));
  const [, crates] = /\[workspace\.package\]\nversion = "([^"]+)"/.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  assert.equal(version, crates);
  assert.deepEqual(readdirSync(installed).sort(), [
    "LICENSE", "README.md", "class.d.ts", "class.js", "custom-elements.json", "em-mixture.js", "embed.html", "index.d.ts", "index.js", "package.json",
    "widget.d.ts", "widget.mjs",
  ]);
});

test("the sums are those of the files beside them", () => {
  const lines = readFileSync(join(root, "release/SHA256SUMS"), "utf8").trim().split("\n");
  const names = readdirSync(join(root, "release")).filter((name) => name !== "SHA256SUMS");
  assert.deepEqual(lines.map((line) => line.slice(66)).sort(), names.sort());
  for (const line of lines) {
    const sum = createHash("sha256").update(readFileSync(join(root, "release", line.slice(66)))).digest("hex");
    assert.equal(line.slice(0, 64), sum, line);
  }
});

test("Node can import it and ends by itself", () => {
  for (const name of ["em-mixture", "em-mixture/class", "em-mixture/em-mixture.js", "em-mixture/widget"]) {
    const printed = inFolder(process.execPath, "--eval", `import("${name}").then((found) => console.log(Object.keys(found).join()))`);
    assert.equal(printed.trim(), { "em-mixture/em-mixture.js": "", "em-mixture/widget": "default" }[name] ?? "EmMixture", name);
  }
});

test("its line for a page names this script and no other", () => {
  const hash = createHash("sha384").update(readFileSync(join(installed, "em-mixture.js"))).digest("base64");
  for (const file of [join(installed, "README.md"), join(root, "release/NOTES.md")]) {
    assert.ok(readFileSync(file, "utf8").includes(`integrity="sha384-${hash}"`), file);
  }
});

test("publint finds nothing", () => {
  assert.match(tool("publint/src/cli.js", "--strict", installed), /All good!/);
});

test("every way to import it leads to types", () => {
  // It fails if it finds something. A page has no types.
  tool("@arethetypeswrong/cli/dist/index.js", archive, "--profile", "esm-only", "--exclude-entrypoints", "./embed.html");
});

test("a strict program compiles, and a wrong call does not", () => {
  copyFileSync(join(root, "tests/npm/consumer.ts"), join(folder, "consumer.ts"));
  const strict = ["--strict", "--noEmit", "--skipLibCheck", "false", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", "--types", ""];
  tool("typescript/bin/tsc", ...strict, "consumer.ts");
});

test("a bundler takes it, and leaves nothing out", () => {
  writeFileSync(join(folder, "page.js"), 'import "em-mixture";');
  const { build } = createRequire(join(tools, "x.js"))("esbuild");
  return build({ absWorkingDir: folder, entryPoints: ["page.js"], bundle: true, write: false, format: "iife", logLevel: "silent" }).then(({ outputFiles, warnings }) => {
    assert.deepEqual(warnings, []);
    assert.ok(outputFiles[0].text.includes("customElements.define"), "the registration was shaken out");
  });
});
