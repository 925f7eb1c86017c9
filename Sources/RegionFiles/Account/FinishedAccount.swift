public import Accounts
import Formula
public import Foundation
import Geo
import GeoFiles
import Law
import Seals

/// An account with what belongs to it.
public struct FinishedAccount: Sendable {
  public let account: Account
  public let provenance: Provenance
  /// What the walk met: zones without land, formulas that gave nothing and where often.
  public let walked: [Finding]
  let planned: [PlannedIndicator]
  let decided: [String: [Int: ZoneFigure]]
  let cube: Cube

  /// Makes the account out of the sums of a region.
  ///
  /// - Parameters:
  ///   - region: The region with its data.
  ///   - look: What was found in its data before, and the sample that was taken of them.
  ///   - folder: The folder as the user named it.
  ///   - program: Name and version.
  ///   - threads: How many work at the same time.
  ///   - drawn: The draws of the account, where it was drawn.
  public static func make(
    _ cube: Cube, of region: PreparedRegion, opened: RegionFolder, look: RegionSurvey.Look, folder: String,
    program: String, threads: Int, drawn: (DrawRun, free: [[Int: [Double]]])? = nil
  ) throws -> FinishedAccount {
    let planned = region.maker.indicators(layout: region.layout)
    let decided = try ZoneStage(maker: region.maker, cube: cube).decide(planned)
    let builder = FigureBuilder(
      cube: cube, tree: region.tree, ecosystems: region.study.ecosystems.values.map(\.id),
      surface: region.study.region.surface)
    let assumed = region.study.assumedFigures()
    let sideBySide: @Sendable (Int, @Sendable (Int) -> Void) -> Void = {
      RegionFiles.sideBySide($0, threads: threads, $1)
    }
    let (figures, (sensitivity, shares)) = try together(
      threads: threads, { try builder.figures(of: planned, decided: decided) },
      {
        let sensitivity = try Self.sensitivity(of: region, cube, look.sample)
        return (sensitivity, try sensitivity.shares(of: assumed, sideBySide: sideBySide))
      })
    let weighed = Array(zip(assumed, shares)).map { ($0, share: $1) }
    let sureness = try Sureness(region, sensitivity, weighed, figures, drawn?.0, sideBySide)
    let walked =
      WalkFindings(
        cube: cube, tree: region.tree, formulas: Set(region.study.checked.formulas.keys)
      ).findings() + sureness.findings
    let circumstances = AccountMaker.Circumstances(
      zoneRule: region.zoneRule, areaRule: region.areaRule, alignments: region.alignments,
      packDigest: opened.packDigest,
      findings: look.findings + walked)
    var account = AccountMaker(study: region.study, circumstances: circumstances)
      .account(figures, assumed: weighed)
    account.drivers = sureness.drivers
    if let (run, free) = drawn {
      account.uncertainty = try run.drawing.uncertainty(
        DrawFigures(run.drawing, cube: cube, decided: decided), free: free, base: figures.tops(region.tree),
        sideBySide: sideBySide)
    }
    account = withParcels(account, of: region, missing: (builder, planned, decided))
    let provenance = ProvenanceMaker(study: region.study, data: region.maker.data, files: region.fileNotes)
      .provenance(program: program, regionFolder: folder, packFiles: opened.packFiles)
    return FinishedAccount(
      account: account, provenance: provenance, walked: walked, planned: planned, decided: decided, cube: cube
    )
  }

  private static func sensitivity(
    of region: PreparedRegion, _ cube: Cube, _ sample: SampleLand
  ) throws -> Sensitivity {
    let inside = (1...max(1, cube.zoneCount)).reduce(0.0) {
      $0 + cube.total(zone: $1, column: SumLayout.area)
    }
    return try Sensitivity(
      study: region.study, data: region.maker.data, sample: sample.standing(for: inside))
  }

  /// The account of an area carries the figures of each of its parcels.
  private static func withParcels(
    _ account: Account, of region: PreparedRegion,
    missing: (builder: FigureBuilder, planned: [PlannedIndicator], decided: [String: [Int: ZoneFigure]])
  ) -> Account {
    guard let parcels = region.parcels else { return account }
    return parcels.account(of: account, tree: region.tree) { indicator, leaf in
      missing.planned.first { $0.id == indicator }.map {
        missing.builder.missingArea(of: $0, decided: missing.decided[indicator] ?? [:], leaves: [leaf])
      } ?? 0
    }
  }

  /// Writes the maps of a region on the grid.
  public func writeMaps(of run: AccountRun, into folder: URL) throws {
    guard case .grid(let body) = run.region.body, let scratch = try run.mapScratch() else { return }
    let writer = MapWriter(
      region: run.region, body: body, scratch: scratch, planned: planned, decided: decided, cube: cube)
    try writer.write(into: folder, work: run.options.work, threads: run.options.threads)
  }
}

extension RegionFolder {
  /// What differs from what an account was made of: packs' files, the region file, data files that `prepared`
  /// has read.
  public func changes(since provenance: Provenance, _ prepared: PreparedRegion) -> [String] {
    let files = packFiles.filter { !provenance.packFiles.contains($0) }.map(\.name)
    let before = Dictionary(
      provenance.inputs.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let data = prepared.fileNotes.filter { name, note in before[name].map { $0 != note.sha256 } ?? false }
    return files + data.map(\.value.file).sorted()
  }

  var packFiles: [Provenance.PackFile] {
    let own = study.region.texts.map {
      Provenance.PackFile(
        pack: "region", name: $0.file,
        sha256: ContentDigest(of: Array($0.text.utf8), by: .sha256).description)
    }
    let units = (try? PackShelf.digest(of: study.units)).map {
      [Provenance.PackFile(pack: "units", name: "units.xml", sha256: $0)]
    }
    return own + (units ?? [])
      + PackShelf.files(of: study.method).map { .init(pack: $0.pack, name: $0.name, sha256: $0.sha256) }
  }
}

extension PreparedRegion {
  var zoneRule: String {
    switch body {
    case .grid(let body): body.rule == .area ? "area" : "centre"
    case .rows: "rows"
    }
  }

  var areaRule: String {
    switch body {
    case .grid(let body):
      (study.region.surface == nil ? "" : "surface-")
        + (body.ground.grid.reference.isGeographic ? "ellipsoid" : "grid")
    case .rows: "rows"
    }
  }

  var alignments: [Account.Alignment] {
    guard case .grid(let body) = body else { return [] }
    return body.layers.map { .init(layer: $0.name, rule: "\($0.alignment)") }
  }

  /// Files by the name of what they bring, with how each layer was brought to the grid.
  var fileNotes: [String: ProvenanceMaker.FileNote] {
    guard case .grid(let body) = body else { return files }
    var notes = files
    for layer in body.layers {
      notes[layer.name] = .init(
        file: layer.file, sha256: layer.digest, alignment: "\(layer.alignment)")
    }
    return notes
  }
}
