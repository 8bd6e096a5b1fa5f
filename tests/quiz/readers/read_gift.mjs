// Prints what gift-pegjs reads in a file of GIFT, as JSON: read_gift.mjs FOLDER-OF-MODULES FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , modules, file] = process.argv;
const { parse } = createRequire(`${modules}/`)("gift-pegjs");
process.stdout.write(JSON.stringify(parse(readFileSync(file, "utf8"))));
