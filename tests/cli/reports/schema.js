// Holds SARIF logs against the schema of the standard (OASIS, 2.1.0), as Microsoft's package of matchers has it.
// In: a log on each line; out: on each line what is wrong with it, as JSON, null for nothing.
"use strict";
const modules = process.argv[2];
const Ajv = require(`${modules}/ajv`);
const ajv = new Ajv({ schemaId: "auto", validateSchema: false, allErrors: true });
ajv.addMetaSchema(require(`${modules}/ajv/lib/refs/json-schema-draft-04.json`));
const validate = ajv.compile(require(`${modules}/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json`));
require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => console.log(JSON.stringify(validate(JSON.parse(line)) ? null : validate.errors)));
