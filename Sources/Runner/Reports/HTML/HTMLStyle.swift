/// The style sheet of the page. Text has a contrast ratio of at least 4.5 in both colour schemes.
enum HTMLStyle {
  static let text = """

    :root {
      color-scheme: light dark;
      --page: #faf9f7; --sheet: #ffffff; --ink: #1c1e21; --soft: #5a6068; --line: #e3e0da; --fill: #f3f1ed;
      --accent: #2a5a8a; --failed: #b3261e; --doubt: #855000; --done: #1d6b3c; --bar: #7fa6c9;
      --added: #e4f3e8; --added-ink: #14532b; --removed: #fbe8e6; --removed-ink: #8c1d18;
      --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #131518; --sheet: #1a1d21; --ink: #e6e5e1; --soft: #a0a7b0; --line: #2d3238; --fill: #22262b;
        --accent: #8fbfea; --failed: #ff9b90; --doubt: #f0bd6a; --done: #82d39c; --bar: #4f7ba3;
        --added: #17301f; --added-ink: #a9e5ba; --removed: #3a1d1b; --removed-ink: #ffb6ad;
      }
    }
    *, *::before, *::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { -webkit-text-size-adjust: 100%; scroll-padding-top: 4rem; }
    body {
      margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 62rem; background: var(--page); color: var(--ink);
      font: 15px/1.55 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
    }
    p, h1, h2, h3, h4, dl, dd, ol, ul, pre { margin: 0; padding: 0; }
    small { font-weight: 400; font-size: .8125rem; color: var(--soft); letter-spacing: 0; margin-left: .35em; }
    h1 { font-size: 1.875rem; line-height: 1.2; font-weight: 620; letter-spacing: -.02em; unicode-bidi: isolate; }
    h2 { font-size: 1.125rem; font-weight: 620; letter-spacing: -.01em; margin-bottom: .75rem; }
    h3 { font-size: .875rem; font-weight: 600; }
    h4 { font-size: .8125rem; font-weight: 600; color: var(--soft); margin: .75rem 0 .25rem; }
    section { margin-top: 2.5rem; }
    code, pre { font-family: var(--mono); font-size: .8125rem; unicode-bidi: isolate; }
    pre {
      padding: .625rem .75rem; background: var(--fill); border-radius: 6px; white-space: pre-wrap; line-height: 1.5;
    }
    .over { color: var(--soft); font-size: .875rem; margin-bottom: .25rem; }
    .facts { color: var(--soft); font-size: .8125rem; }
    header .facts { font-size: .875rem; margin-top: .625rem; }
    .facts > span { display: inline-block; max-width: 100%; }
    .facts > span:not(:last-child)::after { content: " · "; white-space: pre; color: var(--soft); font-weight: 400; }
    .note { color: var(--soft); font-size: .8125rem; }
    .state { white-space: nowrap; font-weight: 550; font-size: .8125rem; }
    .state::before {
      content: ""; display: inline-block; width: .5em; height: .5em; margin-right: .45em; border-radius: 50%;
      background: currentColor; vertical-align: .08em;
    }
    .state.done { color: var(--done); }
    .state.failed, .state.refused { color: var(--failed); }
    .state.in_doubt, .state.interrupted, .state.sent { color: var(--doubt); }
    .state.left, .state.skipped, .state.intended, .state.unsent, .state.running { color: var(--soft); }

    .bar { display: block; width: 100%; height: 6px; border-radius: 3px; background: var(--line); }
    rect.done { fill: var(--done); } rect.failed, rect.bad { fill: var(--failed); } rect.ok { fill: var(--bar); }
    rect.in_doubt, rect.interrupted { fill: var(--doubt); } rect.skipped { fill: var(--soft); }
    rect.left { fill: var(--line); }
    .tiles {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(6.25rem, 1fr)); gap: .25rem 0; margin: .75rem -.625rem 0;
    }
    .tile {
      padding: .5rem .625rem; border: 0; border-radius: 8px; background: none; color: inherit;
      font: inherit; text-align: left;
    }
    .tile b { display: block; font-size: 1.375rem; line-height: 1.25; font-weight: 600; letter-spacing: -.015em; }
    .tile span { color: var(--soft); font-size: .8125rem; }
    .tile.failed b { color: var(--failed); } .tile.in_doubt b, .tile.interrupted b { color: var(--doubt); }
    button.tile:enabled { cursor: pointer; }
    button.tile:enabled:hover, .tile[aria-pressed=true] { background: var(--fill); }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
    .parameters { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: 1rem; font-size: .875rem; }
    .parameters div { display: flex; gap: .5rem; min-width: 0; }
    dt { color: var(--soft); white-space: nowrap; } dd { min-width: 0; unicode-bidi: isolate; }

    .error { padding: .5rem .75rem; border-left: 3px solid var(--failed); margin: .5rem 0; }
    .error p:first-child { font-weight: 550; unicode-bidi: isolate; white-space: pre-wrap; }
    .error pre { margin-top: .5rem; }
    .assertions { list-style: none; }
    .assertions li { padding: .5rem 0; border-top: 1px solid var(--line); }
    .assertions li.failed code { color: var(--failed); }
    .assertions .at { color: var(--soft); font-size: .8125rem; margin-left: .5rem; }

    .timeline h3 { margin-top: 1rem; }
    .legend { display: flex; flex-wrap: wrap; gap: 0 1.25rem; color: var(--soft); font-size: .8125rem; margin-top: -.5rem; }
    .legend span::before {
      content: ""; display: inline-block; width: .625rem; height: .625rem; margin-right: .4rem; border-radius: 2px;
      background: var(--bar);
    }
    .legend .bad::before { background: var(--failed); }
    .lane { display: block; width: 100%; height: 44px; margin-top: .375rem; border-bottom: 1px solid var(--line); }
    .axis { display: flex; justify-content: space-between; color: var(--soft); font-size: .8125rem; margin-top: .25rem; }

    .filter {
      position: sticky; top: 0; z-index: 1; display: flex; align-items: center; gap: .75rem; padding: .5rem 0;
      background: var(--page);
    }
    .filter label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .filter input {
      flex: 1; min-width: 0; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: 8px;
      background: var(--sheet); color: inherit; font: inherit; font-size: 16px; line-height: 1.4;
    }
    .filter input::placeholder { color: var(--soft); opacity: 1; }
    .filter output { color: var(--soft); font-size: .8125rem; white-space: nowrap; }
    .rows .none { padding: 1.5rem 0; color: var(--soft); }
    .group { margin-top: 1rem; }
    .group h3 { padding: .5rem 0; border-bottom: 1px solid var(--line); }
    .row { content-visibility: auto; contain-intrinsic-size: auto 2.5rem; border-bottom: 1px solid var(--line); }
    .row summary {
      display: grid; grid-template-columns: .75rem 3rem minmax(0, 17rem) minmax(0, 1fr) 6.5rem 5rem; gap: 0 .75rem;
      align-items: baseline; padding: .5rem .25rem; cursor: pointer; list-style: none;
    }
    .row summary::before { content: "›"; color: var(--soft); font-weight: 600; text-align: center; }
    .row[open] > summary::before { transform: rotate(90deg); }
    .row summary::-webkit-details-marker { display: none; }
    .row summary:hover { background: var(--fill); }
    .row[open] { contain-intrinsic-size: auto 20rem; }
    .row .n { color: var(--soft); font-size: .8125rem; text-align: right; }
    .row .key { grid-column: 3; unicode-bidi: isolate; font-weight: 500; }
    .row summary:not(:has(.why)) .key { grid-column: 3 / 5; }
    .row .why {
      grid-column: 4; color: var(--soft); font-size: .875rem; unicode-bidi: isolate; min-width: 0; overflow: hidden;
      text-overflow: ellipsis; white-space: nowrap;
    }
    .row summary .state { grid-column: 5; }
    .row .ms { grid-column: 6; color: var(--soft); font-size: .8125rem; text-align: right; white-space: nowrap; }
    .row .in { padding: .25rem 0 1.5rem 5.5rem; }
    .steps { list-style: none; counter-reset: step; }
    .steps > li { counter-increment: step; padding-top: .875rem; }
    .call code:first-child { font-weight: 600; }
    .call .state { margin-left: .35rem; }
    .changes { color: var(--soft); }
    ins, del { text-decoration: none; border-radius: 3px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
    ins { background: var(--added); color: var(--added-ink); }
    del { background: var(--removed); color: var(--removed-ink); }
    details:not(.row) > summary { cursor: pointer; color: var(--soft); font-size: .875rem; }
    footer { margin-top: 3rem; color: var(--soft); font-size: .8125rem; }
    footer code { font-size: .75rem; }

    @media (max-width: 40rem) {
      body { padding: 1.5rem 1rem 3rem; }
      h1 { font-size: 1.5rem; }
      .row { contain-intrinsic-size: auto 3.75rem; }
      .row summary { grid-template-columns: .75rem minmax(0, 1fr) auto; gap: 0 .625rem; padding: .5rem 0; }
      .row .n { display: none; }
      .row .key, .row summary:not(:has(.why)) .key { grid-column: 2; }
      .row summary .state { grid-column: 3; grid-row: 1; }
      .row .why { grid-column: 2 / 4; grid-row: 2; }
      .row .ms { display: none; }
      .row .in { padding-left: 0; }
    }
    @media print {
      .filter { display: none; }
      .row { content-visibility: visible; break-inside: avoid; }
    }

    """
}
