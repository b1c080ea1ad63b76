/** The coding widget, as anywidget wants it: one `render` a view, cleaned up by the function it returns or by its signal. */

import { View } from "./view.js";

/**
 * @param {{model: import("./types.js").Model, el: HTMLElement, signal?: AbortSignal}} context
 */
function render({ model, el, signal }) {
  const view = new View(model, el);
  const close = () => view.close();
  signal?.addEventListener("abort", close);
  return close;
}

export default { render };
