"use strict";
const cards = [...document.querySelectorAll(".card")];
const words = [...document.querySelectorAll("#text i.m")];
function keysOf(word) { return word.dataset.keys.split(" "); }
function pick(card, scroll) {
  const key = card && card.getAttribute("aria-pressed") !== "true" ? card.dataset.key : null;
  document.body.classList.toggle("picked", key !== null);
  cards.forEach(c => c.setAttribute("aria-pressed", String(c.dataset.key === key)));
  let first = null;
  words.forEach(word => {
    const role = key && keysOf(word).map(k => k.split(":")).find(k => k[0] === key);
    word.className = "m " + (role ? role[1] + " on" : word.dataset.role);
    if (role && (!first || role[1] === "trigger")) first = first && first.classList.contains("trigger") ? first : word;
  });
  if (key && scroll && first) first.scrollIntoView({block: "center", behavior: "smooth"});
}
cards.forEach(card => card.addEventListener("click", () => pick(card, true)));
words.forEach(word => word.addEventListener("click", () => {
  const keys = keysOf(word).map(k => k.split(":")[0]);
  const now = keys.findIndex(k => cards.some(c => c.dataset.key === k && c.getAttribute("aria-pressed") === "true"));
  const card = cards.find(c => c.dataset.key === keys[(now + 1) % keys.length]);
  if (card.getAttribute("aria-pressed") === "true") card.setAttribute("aria-pressed", "false");
  pick(card, false);
  card.scrollIntoView({block: "nearest", behavior: "smooth"});
}));
document.addEventListener("keydown", event => { if (event.key === "Escape") pick(null); });
document.getElementById("hide").addEventListener("click", event => {
  const hidden = document.body.classList.toggle("coded");
  event.target.setAttribute("aria-pressed", String(hidden));
  event.target.textContent = hidden ? "Show the whole page" : "Hide what is not the article";
});
const first = cards.find(card => card.dataset.key === document.body.dataset.pick);
if (first) { pick(first, true); first.scrollIntoView({block: "nearest"}); }
