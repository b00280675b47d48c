import type { EmMixture } from "./class.js";

export * from "./class.js";

declare global {
  interface HTMLElementTagNameMap {
    "em-mixture": EmMixture;
  }
}
