// @ts-check
/* Canvas functions that the wasm calls: one call for what would otherwise be many small ones, each of
 * which costs more than its work. wasm-bindgen's script finds these functions by their names. */

/**
 * The context, set up for drawing.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width pixels of the backing store
 * @param {number} height
 */
export function contextOf(canvas, width, height) {
  // setting a size clears the canvas and gets it new memory: only where it changes
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.lineJoin = "round";
  context.textBaseline = "alphabetic";
  context.direction = "ltr"; // figures read from left to right on a right-to-left page too
  return context;
}

/**
 * Begins a path through these places.
 * @param {CanvasRenderingContext2D} context
 * @param {Float64Array} places x, y, x, y …
 */
export function beginPathThrough(context, places) {
  context.beginPath();
  // the first lineTo of a path is its moveTo
  for (let i = 0; i < places.length; i += 2) context.lineTo(places[i], places[i + 1]);
}
