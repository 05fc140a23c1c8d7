// Light or dark as chosen before, set before anything is drawn. Without a choice the system's preference counts.
(() => {
  "use strict";
  try {
    const chosen = localStorage.getItem("wpkgraph-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (error) { /* storage is switched off: the system's preference counts */ }
})();
