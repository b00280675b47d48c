// Svelte 5: puts Page.svelte into the page. A bundler takes this file.
import { mount } from "svelte";
import Page from "./Page.svelte";

mount(Page, { target: document.querySelector("#page") });
