// On a narrow screen a row of a table becomes a card (.table-wrap). Each cell then says which column
// it stands in, unless its template has said so, or it is the row's own name.

function headsOf(table) {
  return [...table.querySelectorAll("thead th")].map((head) =>
    head.querySelector(".visually-hidden") ? "" : head.textContent.trim(),
  );
}

export function labelCells() {
  for (const table of document.querySelectorAll(".table-wrap > table")) {
    const heads = headsOf(table);
    for (const cell of table.querySelectorAll("tbody td:not([data-label], :first-child)"))
      if (heads[cell.cellIndex] && !cell.parentElement.querySelector("[colspan]"))
        cell.dataset.label = heads[cell.cellIndex];
  }
}
