// What is wrong with the edition, as a list; each finding leads to its place in both panes.

const ORDER = { error: 0, warning: 1, info: 2 };

export function listFindings(list, state, goTo) {
  const found = [...state.findings].sort((one, other) => ORDER[one.severity] - ORDER[other.severity]);
  const items = found.map((finding) => item(finding, () => finding.place && goTo(finding.place)));
  if (state.failure) items.unshift(item({ severity: "error", message: state.failure.message, hint: state.failure.remedy }));
  if (!items.length) items.push(element("li", "info", element("p", "", "Nothing was found.")));
  list.replaceChildren(...items);
  return new Map(found.map((finding, index) => [finding, items[index + (state.failure ? 1 : 0)]]));
}

function item(finding, onClick) {
  const place = finding.file ? `${finding.file}${finding.line ? `:${finding.line}` : ""}` : "";
  const parts = [element("p", "kind", `${finding.severity}${finding.code ? ` ${finding.code}` : ""}`)];
  if (place) parts.push(element("p", "", element("code", "", place)));
  parts.push(element("p", "", finding.message), element("p", "remedy", finding.hint ?? ""));
  if (finding.place) {
    const button = element("button", "", "Show the place");
    button.ariaLabel = `Show the place of ${finding.code} in ${place}`;
    button.addEventListener("click", onClick);
    parts.push(button);
  }
  const made = element("li", finding.severity, ...parts);
  made.tabIndex = -1; // marks on pages lead here
  return made;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
