// The lab as a widget: a front-end module of anywidget, for notebooks and for books of Markdown.

/** What a host gives a widget. */
export interface WidgetModel {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
}

declare const widget: {
  /** Shows a lab in `el`. The model's `scenario` is what it opens, its `values` an array of own numbers. Returns what removes it. */
  render(given: { model: WidgetModel; el: HTMLElement; signal?: AbortSignal }): () => void;
};
export default widget;
