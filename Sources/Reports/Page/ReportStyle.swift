/// The style of the page, for a desk, a telephone and paper. It holds none of `< > &`, so that it is the same
/// text in HTML and in XML.
let reportStyle: StaticString = """

  :root { color-scheme: light; --ink: #1b1f23; --soft: #57606a; --line: #d0d7de; --band: #f4f6f8;
    --accent: #0b5c4a; }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; }
  body { margin: 0 auto; padding: 24px; max-width: 1120px; color: var(--ink); background: #ffffff;
    font: 16px/1.65 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
  h1 { font-size: 30px; line-height: 1.3; margin: 0 0 8px; overflow-wrap: anywhere; }
  h2 { font-size: 22px; margin: 40px 0 12px; padding-bottom: 6px; border-bottom: 2px solid var(--accent); }
  h3 { font-size: 18px; margin: 26px 0 8px; overflow-wrap: anywhere; }
  p { margin: 6px 0; overflow-wrap: anywhere; }
  .note, figcaption, .by { color: var(--soft); font-size: 14px; }
  .marks { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 12px; }
  .mark { border: 1.5px solid var(--accent); color: var(--accent); border-radius: 4px; padding: 0 10px;
    font-weight: 600; }
  .mark.loud { border-color: #9a3412; color: #ffffff; background: #9a3412; }
  .cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; margin: 16px 0; }
  .card { border: 1px solid var(--line); border-radius: 6px; padding: 12px 14px; background: var(--band); }
  .card.all { background: var(--accent); border-color: var(--accent); color: #ffffff; }
  .card .name { font-size: 14px; }
  .card .big { font-size: 26px; font-weight: 700; line-height: 1.3; font-variant-numeric: tabular-nums;
    white-space: nowrap; }
  .card .unit { font-size: 15px; font-weight: 400; }
  .warning { border-left: 5px solid #9a3412; background: #fdf3ee; padding: 8px 14px; margin: 8px 0; }
  .warning ul { margin: 4px 0; padding-left: 20px; }
  nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 20px 0 0; padding: 10px 0;
    border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); font-size: 14px; }
  a { color: var(--accent); }
  a.figure { color: inherit; text-decoration: underline dotted 1px; text-underline-offset: 3px; }
  :target { background: #fff6d6; }
  .scroll, .cardable table { margin: 8px 0 16px; }
  .scroll { overflow-x: auto; background: linear-gradient(to right, #ffffff 40%, transparent) 0 0,
      linear-gradient(to left, #ffffff 40%, transparent) 100% 0,
      linear-gradient(to right, #8c959f, transparent) 0 0,
      linear-gradient(to left, #8c959f, transparent) 100% 0;
    background-repeat: no-repeat; background-size: 36px 100%, 36px 100%, 12px 100%, 12px 100%;
    background-attachment: local, local, scroll, scroll; }
  table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.5; }
  .caption { font-weight: 600; font-size: 14px; margin: 16px 0 0; break-after: avoid; }
  th, td { border-bottom: 1px solid var(--line); padding: 5px 10px; vertical-align: top; text-align: left; }
  thead th { word-break: keep-all; background: var(--band); border-bottom: 2px solid var(--soft);
    vertical-align: bottom; }
  tbody th { font-weight: 400; }
  .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  thead .n { white-space: normal; min-width: 76px; }
  td.w { min-width: 52px; }
  tbody th { min-width: 88px; }
  td.w, tbody th { overflow-wrap: break-word; }
  .day { white-space: nowrap; }
  tr.total th, tr.total td { font-weight: 700; border-top: 2px solid var(--soft); }
  .d1 { padding-left: 26px; } .d2 { padding-left: 42px; } .d3 { padding-left: 58px; }
  .d4 { padding-left: 74px; } .d5 { padding-left: 90px; }
  figure { margin: 12px 0; }
  .bar { display: flex; justify-content: space-between; gap: 12px; font-size: 14px; line-height: 1.4;
    margin-top: 8px; }
  figure svg { display: block; max-width: 100%; }
  .maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 24px; }
  .maps figure svg[viewBox] { width: 100%; max-width: 560px; height: auto; }
  .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 18px; padding: 0; margin: 8px 0;
    font-size: 14px; }
  .legend li { display: flex; align-items: center; gap: 6px; }
  .swatch { flex: none; }
  .hidden { position: absolute; width: 0; height: 0; }
  .formula { border-left: 4px solid var(--line); padding: 4px 12px; margin: 8px 0; }
  .formula.chief { border-left-color: var(--accent); }
  code { display: block;
    font: 14px/1.6 "Noto Sans Mono CJK SC", "DejaVu Sans Mono", Menlo, Consolas, monospace;
    white-space: pre-wrap; overflow-wrap: anywhere; background: var(--band); padding: 4px 8px;
      border-radius: 4px; }
  td.digest { min-width: 150px; }
  .digest { font: 13px/1.5 "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
  footer { margin-top: 40px; padding-top: 8px; border-top: 1px solid var(--line); color: var(--soft);
    font-size: 14px; }
  @media screen and (max-width: 760px) {
    body { padding: 16px; }
    h1 { font-size: 24px; } h2 { font-size: 20px; margin-top: 32px; }
    .cards { display: flex; flex-wrap: wrap; gap: 8px; }
    .card { flex: 1 1 140px; padding: 10px; } .card .big { font-size: 20px; } .card.all { flex-basis: 100%; }
    .card.all .big { font-size: 28px; }
    th, td { padding: 5px 7px; }
    .tree tbody th { position: sticky; left: 0; background: #ffffff; max-width: 132px;
      overflow-wrap: anywhere; }
    .tree thead th:first-child { position: sticky; left: 0; }
    .cardable thead { display: none; }
    .cardable table, .cardable tbody, .cardable tr, .cardable th, .cardable td { display: block;
      width: auto; }
    .cardable tr { border: 1px solid var(--line); border-radius: 6px; margin: 8px 0; padding: 4px 0; }
    .cardable tbody th, .cardable td { border: 0; padding: 2px 10px; text-align: left; white-space: normal;
      overflow-wrap: anywhere; }
    .cardable tbody th { font-weight: 600; }
    .cardable td::before { content: attr(data-head) "："; color: var(--soft); }
    :lang(en) .cardable td::before { content: attr(data-head) ": "; }
    .cardable td:empty { display: none; }
    .d1 { padding-left: 15px; } .d2 { padding-left: 23px; } .d3 { padding-left: 31px; }
    .d4 { padding-left: 39px; } .d5 { padding-left: 47px; }
  }
  @media print {
    @page { size: A4; margin: 16mm 14mm; }
    * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    body { padding: 0; max-width: none; font-size: 10.5pt; }
    h1 { font-size: 20pt; } h2 { font-size: 14pt; break-after: avoid; } h3 { font-size: 12pt;
      break-after: avoid; }
    nav { display: none; }
    table { font-size: 8.5pt; } th, td { padding: 2.5pt 4pt; }
    td.w, tbody th, thead .n, td.digest { min-width: 0; } td.w { overflow-wrap: anywhere; }
    .scroll { overflow: visible; }
    thead { display: table-header-group; }
    tr, figure, .card, .formula { break-inside: avoid; }
    .cards { display: grid; grid-template-columns: repeat(4, 1fr); }
    .card .big, .card.all .big { font-size: 15pt; }
    .maps { grid-template-columns: 1fr 1fr; gap: 12pt; }
  }

  """
