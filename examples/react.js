// React 19: a property, an event, and a button of the page. A bundler takes this file.
import "em-mixture";
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";

function Page() {
  const [k, setK] = useState(2);
  const [position, setPosition] = useState(0);
  return h(
    "main",
    {},
    h("button", { id: "three", onClick: () => setK(3) }, "Three components"),
    h("output", {}, position),
    h("em-mixture", { scenario: `k=${k}&start=quantiles`, "onem-change": (event) => setPosition(event.detail.position) }),
  );
}

createRoot(document.querySelector("#page")).render(h(Page));
