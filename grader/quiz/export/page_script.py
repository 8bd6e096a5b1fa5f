"""The script of a page for practice: it grades what is answered, by what stands in the page, and
counts.

It has neither < nor & in it, so that the page is well-formed as XML as well.
"""

SCRIPT = r"""
"use strict";
const forms = [...document.querySelectorAll("form")];

// A decimal number or a fraction; NaN if it is none.
function number(text) {
  const parts = text.replaceAll("\u2212", "-").replace(",", ".").split("/").map(part => part.trim());
  if (parts.length > 2 || parts.some(part => !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(part))) return NaN;
  return Number(parts[0]) / Number(parts[1] ?? 1);
}

const saying = (form, to) => form.querySelector(`template[data-to="${to}"]`);

// What an answer gets: whether it is right, and the template that says why; or what is missing.
const grade = {
  number(form) {
    const value = number(form.querySelector("input").value);
    if (!Number.isFinite(value)) return { missing: "Write one number, as 0.25, -3 or 1/4." };
    const off = other => Math.abs(value - Number(other));
    if (Number(form.dataset.off) >= off(form.dataset.key)) return { right: true };
    const reach = form.dataset.near * form.dataset.off;
    const near = [...form.querySelectorAll("template")].filter(template => reach >= off(template.dataset.to));
    near.sort((a, b) => off(a.dataset.to) - off(b.dataset.to));
    return { right: false, say: near[0] };
  },
  choice(form) {
    const chosen = [...form.querySelectorAll("input:checked")].map(input => input.value);
    if (!chosen.length) return { missing: "Choose an answer." };
    const key = form.dataset.key.split(" ");
    const wrong = chosen.filter(place => !key.includes(place));
    const right = !wrong.length ? chosen.length === key.length : false;
    if (!right) return { right, say: wrong.length ? saying(form, wrong[0]) : null };
    return { right, say: saying(form, chosen[0]) };
  },
  lists(form) {
    const chosen = [...form.querySelectorAll("select")].map(select => select.value);
    if (chosen.includes("")) return { missing: "Choose something in each list." };
    const key = form.dataset.key.split(" ");
    const hits = chosen.filter((place, k) => place === key[k]).length;
    return { right: hits === key.length, note: `${hits} of ${key.length} are right.` };
  },
  formula(form) {
    if (!form.querySelector("input").value.trim()) return { missing: "Write your formula first." };
    return { open: true, note: "Compare yours with the answer: every equal form is right." };
  },
};

function count() {
  const counted = forms.filter(form => form.dataset.asks !== "formula");
  const first = counted.filter(form => form.dataset.first === "right").length;
  const done = counted.filter(form => form.dataset.first).length;
  document.getElementById("count").textContent =
    `${first} right at once, of ${done} answered; there are ${counted.length} to be graded.`;
}

function answer(form) {
  const result = grade[form.dataset.asks](form);
  const status = form.querySelector("[role=status]");
  status.replaceChildren();
  status.className = "";
  const say = text => status.append(Object.assign(document.createElement("p"), { textContent: text }));
  if (result.missing) return say(result.missing);
  if (result.right !== undefined) {
    status.className = result.right ? "good" : "bad";
    say(result.right ? "\u2713 Right." : "\u2717 Not right.");
    form.dataset.first ||= result.right ? "right" : "wrong";
    const words = result.say ? result.say.content.cloneNode(true) : null;
    if (words) status.append(words);
  }
  if (result.note) say(result.note);
  form.querySelector("details.answer").open ||= Boolean(result.right || result.open);
  count();
}

for (const form of forms) {
  form.addEventListener("submit", event => { event.preventDefault(); answer(form); });
  form.querySelector("button").hidden = false;
}
count();
"""
