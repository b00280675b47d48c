// Vue 3: a property, an event, and a button of the page. A bundler takes this file.
import "em-mixture";
import { createApp, h, ref } from "vue";

const k = ref(2);
const position = ref(0);
createApp(() => [
  h("button", { id: "three", onClick: () => (k.value = 3) }, "Three components"),
  h("output", position.value),
  h("em-mixture", { scenario: `k=${k.value}&start=quantiles`, onEmChange: (event) => (position.value = event.detail.position) }),
]).mount("#page");
