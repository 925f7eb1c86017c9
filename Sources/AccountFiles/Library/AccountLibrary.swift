internal import Accounts
internal import Foundation
internal import Synchronization

/// A folder of account folders, as `account --out DIR/<name>` fills it: what a server shows.
///
/// The id of an account is the name of its folder. An account that was opened is kept, the last few of them,
/// and read again when its `account.json` is another file than before; so an account made anew is shown from
/// the next request on. All calls block on the disk and may come from any thread.
public final class AccountLibrary: Sendable {
  /// As it was given.
  public let path: String
  /// How many opened accounts are kept.
  private let most: Int
  private let kept: Mutex<Kept>

  private struct Kept {
    /// The last used stands last.
    var opened: [(id: String, stamp: FileStamp, account: OpenAccount)] = []
    /// What is told of each account in the list; small, so that all are kept.
    var titles: [String: (stamp: FileStamp, title: AccountEntry)] = [:]
  }

  /// A library over a folder; nothing is read yet.
  ///
  /// - Parameter most: How many opened accounts are kept; a large one takes some hundred megabytes.
  public init(_ path: String, keeping most: Int = 4) {
    precondition(most > 0, "One account is open at least.")
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.most = most
    kept = Mutex(Kept())
  }

  /// All accounts by their ids, and the folders that hold one which cannot be read.
  ///
  /// Folders without a file of an account are passed over, and so are names that begin with a full stop.
  ///
  /// - Throws: ``AccountFolderError`` when the library's own folder is missing or cannot be read.
  public func accounts() throws(AccountFolderError) -> AccountListing {
    var listing = AccountListing()
    for id in try folders() {
      do throws(AccountFolderError) {
        listing.entries.append(try entry(id))
      } catch .noAccount, .notAFolder {
        continue
      } catch {
        listing.broken.append(BrokenAccount(id: id, error: error))
      }
    }
    kept.withLock { kept in
      let ids = Set(listing.entries.map(\.id))
      kept.titles = kept.titles.filter { ids.contains($0.key) }
    }
    return listing
  }

  /// One account with what is looked up in it.
  ///
  /// - Throws: ``AccountFolderError``; ``AccountFolderError/noAccount(_:)`` for an id that is no name of a
  ///   folder, as one with separators.
  public func open(_ id: String) throws(AccountFolderError) -> OpenAccount {
    let folder = try folder(id)
    let stamp = try stamp(folder)
    let found = kept.withLock { kept -> OpenAccount? in
      guard let place = kept.opened.firstIndex(where: { $0.id == id }) else { return nil }
      let entry = kept.opened.remove(at: place)
      guard entry.stamp == stamp else { return nil }
      kept.opened.append(entry)
      return entry.account
    }
    if let found { return found }
    let account = OpenAccount(id: id, folder: try AccountFolder.read(folder))
    kept.withLock { kept in
      kept.opened.removeAll { $0.id == id }
      kept.opened.append((id, stamp, account))
      if kept.opened.count > most { kept.opened.removeFirst() }
      kept.titles[id] = (stamp, AccountEntry(account))
    }
    return account
  }

  /// What the list tells of one account, without keeping the account.
  private func entry(_ id: String) throws(AccountFolderError) -> AccountEntry {
    let folder = try folder(id)
    let stamp = try stamp(folder)
    let known = kept.withLock { $0.titles[id] }
    if let known, known.stamp == stamp { return known.title }
    let entry = AccountEntry(OpenAccount(id: id, folder: try AccountFolder.read(folder)))
    kept.withLock { $0.titles[id] = (stamp, entry) }
    return entry
  }

  /// The path of an account's folder.
  ///
  /// - Throws: ``AccountFolderError/noAccount(_:)`` for what is no plain name.
  func folder(_ id: String) throws(AccountFolderError) -> String {
    let isPlain = id.unicodeScalars.allSatisfy {
      $0 != "/" && $0 != "\\" && $0.value >= 32 && $0.value != 127
    }
    guard isPlain, !id.isEmpty, !id.hasPrefix("."), id.utf8.count <= 255 else { throw .noAccount(plain(id)) }
    return "\(path)/\(id)"
  }

  /// A name that is no name, fit to be said.
  private func plain(_ id: String) -> String {
    String(String.UnicodeScalarView(id.unicodeScalars.prefix(60).map { $0.value < 32 ? "?" : $0 }))
  }

  private func stamp(_ folder: String) throws(AccountFolderError) -> FileStamp {
    if let stamp = FileStamp("\(folder)/\(AccountFolder.File.account)") { return stamp }
    // Says in which way there is none.
    try AccountFolder.checkFolder(folder)
    throw .noAccount(folder)
  }

  private func folders() throws(AccountFolderError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .folderMissing(path)
    }
    guard isFolder.boolValue else { throw .notAFolder(path) }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw .unreadable(path, reason: error.localizedDescription)
    }
  }
}

/// By which a file is told from the one that had its name before.
struct FileStamp: Hashable {
  private let number: UInt64
  private let bytes: UInt64
  private let changed: Date

  /// - Returns: nil when there is no such file.
  init?(_ file: String) {
    guard let facts = try? FileManager.default.attributesOfItem(atPath: file),
      facts[.type] as? FileAttributeType == .typeRegular,
      let number = facts[.systemFileNumber] as? NSNumber, let bytes = facts[.size] as? NSNumber,
      let changed = facts[.modificationDate] as? Date
    else { return nil }
    (self.number, self.bytes, self.changed) = (number.uint64Value, bytes.uint64Value, changed)
  }
}
