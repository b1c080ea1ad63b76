import { readFileSync } from "node:fs";

const folder = process.env.COLLABSTUDY_GOLDEN ?? new URL("../../../../../tests/widget/golden/", import.meta.url);

/** Cases that Python's tests read too. @param {string} name */
export function golden(name) {
  return JSON.parse(readFileSync(typeof folder === "string" ? `${folder}/${name}` : new URL(name, folder), "utf-8"));
}
