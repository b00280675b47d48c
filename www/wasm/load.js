// @ts-check
/* The wasm module, opened once for all the labs of a page.
 *
 * A build puts it into the script as text: gzipped, then in base64. So nothing has to be fetched,
 * which a sandboxed frame or a page on disk could not do. If it cannot be loaded, the error is a
 * sentence that a learner understands. */
import { WASM_GZIP_BASE64, openBindings } from "./bindings.js";

/* A module with one function, () → v128: i32.const 0, i8x16.splat. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, // magic, version 1
  1, 5, 1, 96, 0, 1, 123, // types: () → v128
  3, 2, 1, 0, // functions: one of type 0
  10, 8, 1, 6, 0, 65, 0, 253, 15, 11, // code: no locals; 0; splat; end
]);

// The newest feature that each of them needs: MathML in Chrome, :has() in Firefox, SIMD in Safari.
const NEWER = "please open this page in Chrome 109, Firefox 121, Safari 16.4 or later";

/** @type {Promise<typeof wasm_bindgen.Lab> | undefined} */
let opened;

/** The class `Lab` of crates/web; the same promise for every caller. */
export function loadLab() {
  opened ??= openLab();
  return opened;
}

async function openLab() {
  if (typeof WebAssembly !== "object") {
    throw new Error(`This browser has no WebAssembly, or it is switched off; the lab computes with it: ${NEWER}.`);
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    throw new Error(`This browser has no WebAssembly SIMD, which the lab computes with: ${NEWER}.`);
  }
  if (isForbidden()) {
    throw new Error("This page's Content-Security-Policy forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'.");
  }
  if (typeof DecompressionStream !== "function") {
    throw new Error(`This browser has no DecompressionStream, which opens the lab's module: ${NEWER}.`);
  }
  try {
    const module = await WebAssembly.compile(await unpacked(fromBase64(WASM_GZIP_BASE64)));
    /* Only now: wasm-bindgen's script looks at document.currentScript, which is null after an await. */
    const bindings = openBindings();
    await bindings({ module_or_path: module });
    return bindings.Lab;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The lab's module is damaged (${reason}): reload the page, and if that does not help, fetch em-mixture.js anew.`);
  }
}

/* Each engine has its own message for this; but if a valid module is not compiled, the page's policy
   forbids it. */
function isForbidden() {
  try {
    new WebAssembly.Module(SIMD_PROBE);
    return false;
  } catch {
    return true;
  }
}

/** In a loop: `Uint8Array.from` would call a function for each of some 300,000 characters.
 * @param {string} base64 */
function fromBase64(base64) {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** Not on the main thread, in every engine.
 * @param {Uint8Array<ArrayBuffer>} gzipped */
function unpacked(gzipped) {
  return new Response(new Blob([gzipped]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
