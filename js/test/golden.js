import { readFileSync } from "node:fs";

/** Cases that Python's tests read too. @param {string} name */
export function golden(name) {
  return JSON.parse(readFileSync(new URL(`../../tests/widget/golden/${name}`, import.meta.url), "utf-8"));
}
