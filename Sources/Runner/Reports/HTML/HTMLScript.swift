/// The script of the page: the filter box, the tiles that set the filter, and the fragment `#filter=text`.
///
/// A row matches if it contains all words; `is:failed` matches its state. The script contains no `<` or `&`, so that
/// the page remains well-formed XML.
enum HTMLScript {
  static let text = #"""

    (() => {
      "use strict";
      const form = document.querySelector("form.filter");
      if (!form) return;
      const box = document.getElementById("filter");
      const output = form.querySelector("output");
      const none = document.querySelector(".rows .none");
      const rows = Array.from(document.querySelectorAll("details.row"));
      const groups = Array.from(document.querySelectorAll(".group")).map(
        (group) => ({ group, rows: Array.from(group.querySelectorAll("details.row")) }));
      const tiles = Array.from(document.querySelectorAll("[data-filter]"));
      const count = (number) => number.toLocaleString("en");
      let texts, timer;

      const matches = (row, text, words) => words.every((word) =>
        word.startsWith("is:") ? row.dataset.state === word.slice(3) : text.includes(word));

      const apply = () => {
        const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
        texts = texts || rows.map((row) => row.textContent.toLowerCase());
        let shown = 0;
        rows.forEach((row, place) => {
          const fits = matches(row, texts[place], words);
          if (row.hidden === fits) row.hidden = !fits;
          if (fits) shown += 1;
        });
        groups.forEach((one) => {
          const left = one.rows.filter((row) => !row.hidden).length;
          one.group.hidden = left === 0;
          one.group.querySelector("small").textContent = count(left);
        });
        none.hidden = shown > 0;
        output.textContent = words.length > 0
          ? count(shown) + " of " + count(rows.length) : count(rows.length) + (rows.length === 1 ? " row" : " rows");
        tiles.forEach((tile) => tile.setAttribute("aria-pressed", String(words.length > 0 ? tile.dataset.filter === words.join(" ") : false)));
      };

      const remember = () => {
        const rest = box.value.trim() ? "#filter=" + encodeURIComponent(box.value.trim()) : location.pathname + location.search;
        try { history.replaceState(null, "", rest); } catch (error) { /* not allowed for this address */ }
      };

      const recall = () => {
        const found = /^#filter=(.*)$/.exec(location.hash);
        if (found) {
          try { box.value = decodeURIComponent(found[1]); } catch (error) { box.value = found[1]; }
        }
        apply();
      };

      const choose = (text) => { box.value = text; apply(); remember(); };

      form.hidden = false;
      form.addEventListener("submit", (event) => event.preventDefault());
      box.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => { apply(); remember(); }, 120);
      });
      tiles.forEach((tile) => {
        tile.disabled = false;
        tile.addEventListener("click", () => choose(tile.dataset.filter));
      });
      window.addEventListener("hashchange", recall);
      recall();
    })();

    """#
}
