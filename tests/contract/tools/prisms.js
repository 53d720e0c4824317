// usage: node prisms.js CLI: starts a Prism for each line of standard input, {"document", "port", "upstream"?}.
//
// All run in this process, because loading the modules of Prism takes longer than loading a document.
// The options are the defaults of its command line. Levels below "error" halve its speed.

const path = require("node:path");
const readline = require("node:readline");

const { createSingleProcessPrism } = require(path.join(process.argv[2], "dist/util/createServer.js"));

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { document, port, upstream } = JSON.parse(line);
  const shared = { document, port, host: "127.0.0.1", cors: true, dynamic: false, errors: false, verboseLevel: "error" };
  // What fails is not caught: it ends the process, and the tests report its output.
  createSingleProcessPrism(
    upstream
      ? { ...shared, upstream: new URL(upstream), validateRequest: true }
      : { ...shared, ignoreExamples: false, seed: null },
  );
});
