// Comfort for the adoption form: ticking all, hiding rows that have a lead, counts. The form works without it.
"use strict";

const form = document.getElementById("adopt");

if (form) {
  const rows = () => [...form.querySelectorAll(".adopt-table tbody tr[id]")];
  const tick = (row) => row.querySelector("input[name=adopt]");
  const hasLead = (row) => {
    const lead = row.querySelector("select[name$=lead]"); // a row whose fields have not come yet says it itself
    return lead ? lead.value !== "" : !("leadless" in row.dataset);
  };
  const only = form.querySelector("[data-only=lead]");
  const shown = (name, number) => { form.querySelector(`[data-count=${name}]`).textContent = number; };

  const count = () => {
    shown("ticked", rows().filter((row) => tick(row).checked).length);
    shown("leadless", rows().filter((row) => !hasLead(row)).length);
  };
  const filter = () => {
    for (const row of rows()) row.hidden = only.checked && hasLead(row);
  };

  const concerned = (row, button) => button.dataset.tick === "namesakes" ? "namesake" in row.dataset : !row.hidden;
  for (const button of form.querySelectorAll("[data-tick]")) {
    button.addEventListener("click", () => {
      for (const row of rows()) if (concerned(row, button)) tick(row).checked = button.dataset.tick !== "none";
      count();
    });
  }
  only.addEventListener("change", filter);
  form.addEventListener("change", count);
  document.addEventListener("parts:come", filter);
}
