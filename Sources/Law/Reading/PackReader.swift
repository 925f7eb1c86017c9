public import Formula

/// Reads the files of a pack's folder.
public enum PackReader {
  /// The file that every pack has.
  public static let headFile = "pack.json5"

  /// Reads the files of one pack and puts them together.
  ///
  /// - Parameters:
  ///   - files: Name and text of each file; those that do not end in `.json5` are passed over. The name may
  ///     hold a path; files are read in the order of their names.
  ///   - units: Reads the units of the figures.
  /// - Returns: The pack, nil when anything refuses it; and all problems that were found.
  public static func read(
    files: [(name: String, text: String)], units: UnitSystem
  ) -> (pack: Pack?, problems: [Problem]) {
    let (pack, problems) = readForgiving(files: files, units: units)
    return (problems.contains { $0.severity == .error } ? nil : pack, problems)
  }

  /// Reads what can be read of a pack with faults, so that the join can tell what else is wrong.
  ///
  /// - Returns: The pack, in which names that could not be read are ``Pack/lost``; nil without a head.
  public static func readForgiving(
    files: [(name: String, text: String)], units: UnitSystem
  ) -> (pack: Pack?, problems: [Problem]) {
    let session = ReadingSession(units: units)
    let files = files.filter { $0.name.hasSuffix(".json5") }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var nodes: [(isHead: Bool, reader: Reader)] = []
    for file in files {
      let (node, faults) = parseJSON5Forgiving(file.text, file: file.name)
      for fault in faults { session.report(fault) }
      if let node { nodes.append((isHead(file.name), Reader(node, session: session))) }
    }
    return (assemble(nodes, files: files, session: session), session.problems)
  }

  private static func isHead(_ name: String) -> Bool {
    name == headFile || name.hasSuffix("/" + headFile)
  }

  private static func assemble(
    _ nodes: [(isHead: Bool, reader: Reader)], files: [(name: String, text: String)], session: ReadingSession
  ) -> Pack? {
    guard let headReader = nodes.first(where: \.isHead)?.reader else {
      // A head that does not parse has been told already.
      if !files.contains(where: { isHead($0.name) }) { session.report(noHead(files)) }
      return nil
    }
    // The head comes first: its list of sources is read by all the others.
    guard let headForm = headReader.form(required: PackSections.headKeys, optional: PackSections.optionalKeys)
    else { return nil }
    let head = headForm.packHead()
    var sections = PackSections()
    for node in nodes {
      let form = node.isHead ? headForm : node.reader.form(required: [], optional: PackSections.keys)
      if let form { sections.append(form) }
    }
    return head.map { sections.pack(head: $0, files: files) }
  }

  private static func noHead(_ files: [(name: String, text: String)]) -> Problem {
    let folder = files.first?.name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let name = ((folder ?? []) + [headFile[...]]).joined(separator: "/")
    return Problem(
      .missingKey, at: SourcePosition(file: name, line: 1, column: 1),
      message: Label(zh: "包中没有 \(headFile)", en: "the pack has no \(headFile)"),
      remedy: Label(
        zh: "写一个 \(headFile)，见 docs/pack-format.md", en: "write a \(headFile), see docs/pack-format.md"))
  }
}

/// The sections of a pack, gathered from all of its files.
struct PackSections {
  static let keys = [
    "codes", "parameters", "tables", "inputs", "checks", "formulas", "variants", "indicators",
    "doubleCounts", "cases", "forms",
  ]
  static let headKeys = ["pack", "kind", "edition", "title", "document", "clausesRead"]
  static let optionalKeys =
    ["uses", "takes", "replaces", "settles", "priceIndex", "sources", "subject"] + keys

  private var codes: [CodeSet] = []
  private var parameters: [Parameter] = []
  private var tables: [PackTable] = []
  private var inputs: [InputDeclaration] = []
  private var checks: [PackCheck] = []
  private var formulas: [PackFormula] = []
  private var variants: [Variant] = []
  private var indicators: [Indicator] = []
  private var doubleCounts: [DoubleCount] = []
  private var cases: [WorkedCase] = []
  private var forms: [OfficialForm] = []
  private var lost: Set<String> = []

  mutating func append(_ form: Form) {
    codes += read(form.items("codes")) { $0.codeSet() }
    parameters += read(form.items("parameters")) { $0.parameter() }
    tables += read(form.items("tables")) { $0.packTable() }
    inputs += read(form.items("inputs")) { $0.inputDeclaration() }
    checks += read(form.items("checks")) { $0.packCheck() }
    formulas += read(form.items("formulas")) { $0.packFormula() }
    variants += read(form.items("variants")) { $0.variant() }
    indicators += read(form.items("indicators")) { $0.indicator() }
    doubleCounts += read(form.items("doubleCounts")) { $0.doubleCount() }
    cases += form.items("cases").flatMap { $0.workedCases() }
    forms += read(form.items("forms")) { $0.officialForm() }
  }

  /// What can be read; of the others the names are kept, so that what refers to them is not told as well.
  private mutating func read<Item>(_ items: [Reader], _ item: (Reader) -> Item?) -> [Item] {
    items.compactMap { reader in
      if let item = item(reader) { return item }
      lost.formUnion(reader.namesThere)
      return nil
    }
  }

  func pack(head: Pack.Head, files: [(name: String, text: String)]) -> Pack {
    Pack(
      head: head, codes: codes, parameters: parameters, tables: tables, inputs: inputs, checks: checks,
      formulas: formulas, variants: variants, indicators: indicators, doubleCounts: doubleCounts,
      cases: cases, forms: forms, files: files, lost: lost)
  }
}

extension Reader {
  /// The names that an entry at fault would have brought.
  fileprivate var namesThere: [String] {
    let texts = ["name", "id", "defines", "text"].compactMap { key -> String? in
      guard case .text(let text)? = node[key]?.value else { return nil }
      return key == "text" ? formulaName(of: text) : text
    }
    var several: [String] = []
    if case .array(let items)? = node["defines"]?.value { several = items.compactMap(\.plainText) }
    return (texts + several).filter { !$0.isEmpty }
  }
}
