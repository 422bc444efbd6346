// Swaps parts of a page that also works without script.
import "htmx.org";
