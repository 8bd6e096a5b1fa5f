"""A small script that makes the tables of a page sortable: each heading gets a button. Without it
they are tables still.
"""

STYLE = """
th button { all: unset; cursor: pointer; text-decoration: underline dotted }
th button:focus-visible { outline: 2px solid var(--text) }
th[aria-sort=ascending] button::after { content: " \\25b2" }
th[aria-sort=descending] button::after { content: " \\25bc" }
"""
# well-formed XML as well, so it has neither "less than" nor "and"
SCRIPT = """
const order = new Intl.Collator(undefined, { numeric: true });
function number(text) {
  const found = text.match(/^-?[0-9][0-9.,]*/);
  return found ? Number(found[0].replaceAll(",", "")) : null;
}
function compare(a, b) {
  const [x, y] = [number(a), number(b)];
  return x !== null ? (y !== null ? x - y : -1) : (y !== null ? 1 : order.compare(a, b));
}
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  const [head, ...rows] = body.rows;
  [...head.cells].forEach((cell, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = cell.textContent;
    cell.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = cell.getAttribute("aria-sort") === "ascending";
      for (const other of head.cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent.trim();
      rows.sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b)));
      body.append(...rows);
    });
  });
}
"""
