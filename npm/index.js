// The element <em-mixture>, registered where there is a browser, and its class.
import { EmMixture } from "./class.js";

if (globalThis.customElements && !customElements.get("em-mixture")) customElements.define("em-mixture", EmMixture);

export { EmMixture };
