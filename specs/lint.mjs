// A Redocly rule: an x- field that the table in README.md does not list, or not for this kind of object, is an error.
import { readFileSync } from "node:fs";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
const rows = readme.matchAll(/^\| `(x-[a-z-]+)` \| ([A-Za-z, ]+) \|/gm);
const allowed = new Map([...rows].map(([, field, objects]) => [field, objects.split(", ")]));

function check(node, { report, location, type }) {
  if (typeof node !== "object" || node === null) return;
  for (const field of Object.keys(node).filter((key) => key.startsWith("x-"))) {
    if (!allowed.get(field)?.includes(type.name)) {
      report({ message: `${field} may not be used in ${type.name}.`, location: location.child(field).key() });
    }
  }
}

// Fields beside a $ref are visited apart from the object that the reference leads to.
const knownFields = () => ({ any: { enter: check }, ref: { enter: check } });

export default function plugin() {
  return { id: "specs", rules: { oas3: { "known-fields": knownFields } } };
}
