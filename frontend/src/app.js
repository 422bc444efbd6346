// Swaps parts of a page that also works without script, and lets keys answer.
import "htmx.org";
import "./keys.js";
