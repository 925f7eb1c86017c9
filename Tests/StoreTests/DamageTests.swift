import Foundation
import Glibc
import Journal
import SQLiteStore
import Store
import Testing

/// Goal: a full disk and damage from outside are told with their place, and nothing wrong is answered.
@Suite struct DamageTests {
  @Test func `A file that may not grow refuses the batch as full, and holds all batches before`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    try place.create().close()
    let small = SQLiteSettings(mostPages: 40)
    let store = try SQLiteRegistry.open(place.address, shape: Rehearsal.shape, hash: hash, settings: small)
    var (rehearsal, model) = (Rehearsal(seed: 41), RowModel())
    var fault: StoreFault?
    while fault == nil {
      let batch = rehearsal.batch()
      do {
        try store.commit(batch)
        model.take(batch)
      } catch { fault = error }
    }
    #expect(fault?.kind == .full && fault?.mayHaveHappened == false)
    let again = try place.open()
    try model.expect(again)
    #expect(try again.examine() == [])
  }

  @Test func `A damaged page is found by the database's examination, with its place`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    let (store, _) = try BackupTests.filled(place, batches: 150)
    store.close()
    var bytes = Array(FileManager.default.contents(atPath: place.address) ?? Data())
    let digests = try PageDigests(of: place.address, hash: hash)
    // The head of a page in the middle of the file: which kind of page it is.
    // SQLite tells the size of its pages at byte 16, most significant byte first.
    let size = Int(bytes[16]) << 8 | Int(bytes[17])
    let page = bytes.count / size / 2
    bytes[page * size] ^= 0xff
    try Data(bytes).write(to: URL(filePath: place.address))
    #expect(try digests.verify(place.address, hash: hash).map(\.page) == [page * size / 4096 + 1])
    let again = try? place.open()
    if let again {
      let findings = try again.examine()
      #expect(findings.contains { $0.contains("\(page + 1)") }, "\(findings)")
    }
    let fault = OpeningTests.fault {
      let reader = try SQLiteRegistry.reader(of: place.address, shape: Rehearsal.shape, hash: hash)
      try reader.snapshot { view in
        for table in Rehearsal.shape.tables { try view.eachRow(of: table.name) { _ in } }
        try view.eachBlock(from: 1) { _ in true }
        for sequence in UInt64(1)...300 { _ = try view.fates(of: [Rehearsal.key(sequence)]) }
      }
    }
    #expect(fault?.kind == .damaged && fault?.detail.contains(place.address) == true)
  }

  @Test func `A file that was cut short is refused or reported as damaged`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    let (store, _) = try BackupTests.filled(place, batches: 100)
    store.close()
    let bytes = FileManager.default.contents(atPath: place.address) ?? Data()
    for part in [bytes.count / 2, bytes.count - 4096, 4096, 100, 10] {
      try bytes.prefix(part).write(to: URL(filePath: place.address))
      var findings: [String] = []
      let fault = OpeningTests.fault {
        let store = try place.open()
        findings = try store.examine()
        store.close()
      }
      #expect(fault != nil || !findings.isEmpty)
    }
  }

  @Test func `A block or a fate that was changed behind the locks is told as damaged where it is read`()
    throws
  {
    for kind in StorePlace.Kind.lasting {
      guard let place = try StorePlace(kind) else { continue }
      let (store, _) = try BackupTests.filled(place, batches: 5)
      let lift =
        kind == .sqlite
        ? "DROP TRIGGER blocks_stays; UPDATE blocks SET entries = x'0100000099' "
        : "ALTER TABLE blocks DISABLE TRIGGER ALL; UPDATE blocks SET entries = '\\x0100000099' "
      #expect(PlainSQL.run(lift + "WHERE number = 3", in: place) == nil)
      let fault = OpeningTests.fault { try store.eachBlock(from: 1) { _ in true } }
      #expect(fault?.kind == .damaged && fault?.detail.contains("blocks: 3") == true)
    }
  }
}
