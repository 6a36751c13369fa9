// Lists executions and keeps the list live. Works under any path prefix: every address is relative to the page.
const MOST = 200;
const rows = new Map();
const body = document.getElementById("executions");
const state = document.getElementById("state");
const empty = document.getElementById("empty");

function cell(row, text, className) {
  const td = row.insertCell();
  td.textContent = text;
  if (className) td.className = className;
}

function took(execution) {
  if (!execution.startedAt) return "";
  const end = execution.endedAt ? Date.parse(execution.endedAt) : Date.now();
  return ((end - Date.parse(execution.startedAt)) / 1000).toFixed(1) + " s";
}

function show(execution) {
  let row = rows.get(execution.id);
  if (!row) {
    row = document.createElement("tr");
    row.dataset.createdAt = execution.createdAt;
    const after = [...body.rows].find((other) => other.dataset.createdAt < execution.createdAt);
    body.insertBefore(row, after ?? null);
    rows.set(execution.id, row);
  }
  row.replaceChildren();
  cell(row, execution.namespace + "/" + execution.workflow + " v" + execution.version);
  cell(row, execution.partition ?? "");
  cell(row, execution.status, execution.status);
  cell(row, new Date(execution.createdAt).toLocaleString());
  cell(row, took(execution));
  const link = document.createElement("a");
  link.href = "api/v1/executions/" + execution.id;
  link.textContent = execution.id;
  row.insertCell().append(link);
  while (body.rows.length > MOST) {
    const last = body.rows[body.rows.length - 1];
    last.remove();
    for (const [id, known] of rows) if (known === last) rows.delete(id);
  }
  empty.hidden = rows.size > 0;
}

const stream = new EventSource("api/v1/stream");
stream.addEventListener("execution", (event) => show(JSON.parse(event.data)));
stream.onerror = () => { state.textContent = "reconnecting"; };
stream.onopen = async () => {
  state.textContent = "live";
  const page = await (await fetch("api/v1/executions?limit=" + MOST)).json();
  page.items.forEach(show);
  empty.hidden = rows.size > 0;
};
