// Unpacks the browser into the folder that TMPDIR names, and says where its program is.
import chromium from "@sparticuz/chromium";

console.log(await chromium.executablePath());
