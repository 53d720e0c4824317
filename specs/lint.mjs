// Redocly rules. `known-fields`: an x- field that the table in README.md does not list, or not for this kind of object,
// is an error. `evidence`: marks of evidence are complete and do not contradict themselves.
import { readFileSync } from "node:fs";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
const rows = readme.matchAll(/^\| `(x-[a-z-]+)` \| ([A-Za-z, ]+) \|/gm);
const allowed = new Map([...rows].map(([, field, objects]) => [field, objects.split(", ")]));

const KNOWN = ["documented", "seen", "inferred"];
const isText = (value) => typeof value === "string" && value.trim() !== "";

function check(node, { report, location, type }) {
  if (typeof node !== "object" || node === null) return;
  for (const field of Object.keys(node).filter((key) => key.startsWith("x-"))) {
    if (!allowed.get(field)?.includes(type.name)) {
      report({ message: `${field} may not be used in ${type.name}.`, location: location.child(field).key() });
    }
  }
}

function* markProblems(node, type) {
  const { "x-evidence": mark, "x-evidence-reason": reason, "x-evidence-source": source } = node;
  if (mark === undefined) {
    if (reason !== undefined) yield ["x-evidence-reason", "A reason needs an x-evidence."];
    if (source !== undefined && type !== "Operation") yield ["x-evidence-source", "A source needs an x-evidence."];
  } else if (!KNOWN.includes(mark)) {
    yield ["x-evidence", `x-evidence is one of ${KNOWN.join(", ")}.`];
  } else if (mark === "documented") {
    if (reason !== undefined) {
      yield ["x-evidence-reason", "What is documented has no reason: mark what is not."];
    }
  } else {
    if (mark === "inferred" && !isText(reason)) yield ["x-evidence", "What is inferred needs an x-evidence-reason."];
    if (source !== undefined) yield ["x-evidence-source", "Only what is documented has a source."];
  }
}

function* statementProblems(statements) {
  if (!Array.isArray(statements) || statements.length === 0) return yield "x-statements is a list of statements.";
  for (const { evidence, text, source, ...rest } of statements.map((each) => each ?? {})) {
    if (!KNOWN.includes(evidence)) yield `The evidence of a statement is one of ${KNOWN.join(", ")}.`;
    if (!isText(text) || !text.trim().endsWith(".")) yield "The text of a statement is a sentence.";
    if ((evidence === "documented") !== isText(source)) yield "A documented statement has a source, any other none.";
    if (Object.keys(rest).length > 0) yield "A statement has an evidence, a text and a source.";
  }
}

function checkEvidence(node, { report, location, type }) {
  if (typeof node !== "object" || node === null) return;
  for (const [field, message] of markProblems(node, type.name)) report({ message, location: location.child(field) });
  if (node["x-statements"] === undefined) return;
  for (const message of statementProblems(node["x-statements"])) {
    report({ message, location: location.child("x-statements") });
  }
}

// Fields beside a $ref are visited apart from the object that the reference leads to.
const visitor = (enter) => () => ({ any: { enter }, ref: { enter } });

export default function plugin() {
  return { id: "specs", rules: { oas3: { "known-fields": visitor(check), evidence: visitor(checkEvidence) } } };
}
