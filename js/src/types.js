/**
 * The shapes that travel between the browser and Python, and the ones that only live here.
 *
 * On the wire offsets are code points of the canonical text; everywhere else in this folder they are UTF-16 units of the
 * same text. `text.js` is the one door between the two.
 *
 * @typedef {{start: number, end: number}} Span
 *
 * @typedef {object} Turn
 * @property {number} n
 * @property {string} kind
 * @property {string|null} speaker
 * @property {string|null} [role]
 * @property {boolean} [interviewer]
 * @property {number|null} [time]
 * @property {string[]} [heading]
 * @property {number} start
 * @property {number} end
 * @property {[number, number][]} [gaps]
 *
 * @typedef {object} Code
 * @property {string} id
 * @property {string} name
 * @property {string} path
 * @property {string|null} [parent]
 * @property {number} level
 * @property {string} branch
 * @property {string} [colour]
 * @property {string} [definition]
 * @property {string} [include]
 * @property {string} [exclude]
 * @property {string[]} [examples]
 * @property {string[]} [aliases]
 * @property {number} [count]
 *
 * @typedef {object} Coding        a coder's coding; without a place `start` and `end` are -1 and there is a quote
 * @property {string} id
 * @property {string} code
 * @property {string} coder
 * @property {string} [origin]
 * @property {number} start
 * @property {number} end
 * @property {string} [status]
 * @property {string} [memo]
 * @property {string} [created]
 * @property {string} [quote]
 * @property {number} [score]
 * @property {boolean} [pending]
 *
 * @typedef {{id: string, question: string, start: number, end: number, pending?: boolean}} Asked
 * @typedef {{id: string, text: string, codes?: string[]}} Question
 * @typedef {{coding: string, why: string, said?: string}} Review
 * @typedef {{time: string, this_text: boolean}} Done
 * @typedef {{undo: string|null, redo: string|null}} Can
 *
 * @typedef {object} Disagreement
 * @property {string} id
 * @property {string} why
 * @property {number} start
 * @property {number} end
 * @property {string[]} mine
 * @property {string[]} theirs
 *
 * @typedef {object} Other
 * @property {string} coder
 * @property {string|null} [refused]
 * @property {Map<string, Coding>} codings
 * @property {Disagreement[]} disagreements
 * @property {{name: string, value: number|null, text: string, note?: string}[]} figures
 * @property {{codings: Coding[], done: unknown, memo: string}|null} consensus
 * @property {Record<string, boolean>} done
 *
 * @typedef {object} Op             one thing that a person did, as it travels
 * @property {string} op_id
 * @property {string} base
 * @property {string} type
 * @property {string} [code]
 * @property {string} [coding]
 * @property {string[]} [codings]
 * @property {string[]} [without]  codings of the consensus that go out of it
 * @property {string} [suggestion]
 * @property {number} [start]
 * @property {number} [end]
 * @property {string} [memo]
 * @property {string} [note]
 * @property {string} [about]
 * @property {string} [name]
 * @property {string} [parent]
 * @property {string} [definition]
 * @property {string} [question]
 * @property {boolean} [undo]
 * @property {boolean} [consensus]
 * @property {number} [shown_ms]
 *
 * @typedef {object} State          what stands, before or after the pending operations
 * @property {Map<string, Coding>} codings
 * @property {Map<string, Coding>} suggestions
 * @property {Map<string, Asked>} asked
 * @property {Map<string, Code>} codes
 * @property {Record<string, string>} memos
 * @property {Done|null} done
 *
 * @typedef {object} Model          what anywidget promises, and no more
 * @property {(name: string) => any} get
 * @property {(name: string, callback: (...args: any[]) => void) => void} on
 * @property {(name?: string|null, callback?: any) => void} off
 * @property {(content: any, callbacks?: any, buffers?: any) => void} send
 */

export {};
