import Law

/// The text of one region file. A region may be laid over another by `base`; then it is several of them.
public struct RegionText: Hashable, Sendable {
  /// The file as errors name it, relative to the region's folder: `region.json5`, `../region.json5`.
  public var file: String
  public var text: String

  public init(file: String, text: String) {
    self.file = file
    self.text = text
  }

  /// The folder above the file, as it is written before paths: empty, or with `/` at its end.
  public var folder: String { folderPrefix(of: file) }
}

/// What stands before the last `/` of a path, with it; empty for a bare name.
func folderPrefix(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}

extension Reader {
  /// A path, seen from the region's own folder: it is written relative to the file in which it stands.
  func path() -> String? {
    text().map { folderPrefix(of: node.source.file) + $0 }
  }
}

extension RegionReader {
  /// The folder that a region file is laid over, seen from the region's folder; nil where it names none, or
  /// cannot be read.
  public static func base(of text: RegionText) -> String? {
    guard let node = try? parseJSON5(text.text, file: text.file), case .text(let base)? = node["base"]?.value
    else { return nil }
    return text.folder + base
  }

  private static let ways: Set<String> = ["rows", "land", "units"]

  /// The layers as one tree, the first on top, and what is wrong with the texts themselves.
  ///
  /// - Returns: No tree when the first file gives none; a base that gives none is left out.
  static func tree(of texts: [RegionText]) -> (Node?, [Problem]) {
    var (top, faults) = parseJSON5Forgiving(texts[0].text, file: texts[0].file)
    for text in texts.dropFirst() {
      let (base, found) = parseJSON5Forgiving(text.text, file: text.file)
      faults += found
      guard let tree = top, let base else { continue }
      top = laid(tree, over: base)
    }
    return (top, faults)
  }

  private static func laid(_ tree: Node, over base: Node) -> Node {
    tree.layered(over: base, without: replaced(by: tree)) { key, own, below in
      switch key {
      case "sources", "variants": own.layered(over: below)
      case "inputs":
        own.layered(over: below, without: tree["grid"] == nil && hasRows(tree) ? gridInputs(below) : []) {
          _, own, below in input(own, over: below)
        }
      default: own
      }
    }
  }

  /// An input that is given in the same way keeps the details that the layer does not write, but no source
  /// and no year: another file or figure has its own.
  private static func input(_ own: Node, over below: Node) -> Node {
    let sameWay = Reader.ways.contains { own[$0] != nil && below[$0] != nil }
    return sameWay ? own.layered(over: below, without: ["source", "year"]) : own
  }

  private static func hasRows(_ layer: Node) -> Bool { layer["rows"] != nil || layer["land"] != nil }

  /// Names of the inputs that need a grid.
  private static func gridInputs(_ inputs: Node) -> Set<String> {
    guard case .object(let members) = inputs.value else { return [] }
    let needGrid = members.filter { member in
      ["layer", "terrain", "stations"].contains { member.value[$0] != nil }
    }
    return Set(needGrid.map(\.key))
  }

  /// Land is given in one way: that of the layer drives out every part of the base's. A project is the
  /// layer's own.
  private static func replaced(by layer: Node) -> Set<String> {
    let own: Set<String> = ["base", "project"]
    if layer["grid"] != nil { return own.union(ways) }
    guard hasRows(layer) else { return own }
    return own.union(ways).union(["grid", "zones"])
  }
}
